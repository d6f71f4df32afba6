//! Grammar of spoken English: slips that learners make often, one a file, and what Harper finds.

mod be_with_base_verb;
mod depend_of;
mod did_past;
mod discuss_about;
mod doesnt_likes;
mod double_comparative;
mod double_negative;
mod every_days;
mod explain_me;
mod forward_to_meet;
pub(crate) mod harper;
mod have_age;
mod he_dont;
mod i_am_agree;
mod i_born;
mod is_depends;
mod like_very_much;
mod listen_music;
mod make_a_party;
mod married_with;
mod modal_to;
mod much_people;
mod people_is;
mod perfect_with_past_time;
mod profession_article;
mod say_me;
mod since_duration;
mod there_is_many;
mod uncountable_plural;
mod want_that;
pub(crate) mod words;

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
];
