//! Grammar of spoken English: slips that learners make often, one a file, and what Harper finds.

mod be_with_base_verb;
mod depend_of;
mod did_past;
mod discuss_about;
mod doesnt_likes;
mod double_comparative;
mod double_negative;
mod enjoy_to;
mod every_days;
mod explain_me;
mod for_to;
mod forward_to_meet;
mod go_to_home;
pub(crate) mod harper;
mod have_age;
mod he_dont;
mod how_call;
mod i_am_agree;
mod i_born;
mod indirect_question;
mod is_depends;
mod like_very_much;
mod listen_music;
mod make_a_party;
mod married_with;
mod missing_it;
mod modal_to;
mod much_people;
mod number_singular;
mod people_is;
mod perfect_with_past_time;
mod prefer_than;
mod present_since;
mod profession_article;
mod question_order;
mod say_me;
mod since_duration;
mod there_is_many;
mod time_preposition;
mod uncountable_plural;
mod used_to_base;
mod want_that;
mod when_will;
pub(crate) mod words;
mod yesterday_present;

use super::Rule;

/// Our own rules. Where two find the same words, the earlier one speaks.
pub(super) const RULES: &[&Rule] = &[
    &i_am_agree::RULE,
    &is_depends::RULE,
    &have_age::RULE,
    &since_duration::RULE,
    &explain_me::RULE,
    &married_with::RULE,
    &forward_to_meet::RULE,
    &people_is::RULE,
    &depend_of::RULE,
    &discuss_about::RULE,
    &make_a_party::RULE,
    &uncountable_plural::RULE,
    &double_comparative::RULE,
    &did_past::RULE,
    &doesnt_likes::RULE,
    &modal_to::RULE,
    &perfect_with_past_time::RULE,
    &he_dont::RULE,
    &there_is_many::RULE,
    &double_negative::RULE,
    &say_me::RULE,
    &want_that::RULE,
    &like_very_much::RULE,
    &every_days::RULE,
    &listen_music::RULE,
    &be_with_base_verb::RULE,
    &i_born::RULE,
    &profession_article::RULE,
    &much_people::RULE,
    &time_preposition::RULE,
    &enjoy_to::RULE,
    &go_to_home::RULE,
    &for_to::RULE,
    &missing_it::RULE,
    &question_order::RULE,
    &indirect_question::RULE,
    &used_to_base::RULE,
    &present_since::RULE,
    &how_call::RULE,
    &prefer_than::RULE,
    &when_will::RULE,
    &yesterday_present::RULE,
    &number_singular::RULE,
];
