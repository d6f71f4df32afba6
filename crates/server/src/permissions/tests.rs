//! The policies, as tables: each line is a thing, and what each role may do with it without and with a second factor.

use std::{collections::BTreeSet, time::Instant};

use super::*;

const ORG: OrgId = OrgId(Uuid::from_u128(1));
const ME: UserId = UserId(Uuid::from_u128(2));
const OTHER: UserId = UserId(Uuid::from_u128(3));

/// What each role gets: `y` yes, `m` once the second factor was given, `.` no. In the order of [`Role::ALL`].
fn answers(permissions: &Permissions, action: Action, resource: &Resource<'_>) -> String {
    let answer = |role: &Role| {
        let asks = |mfa| Principal {
            user: ME,
            org: ORG,
            role: *role,
            mfa,
        };
        let without = permissions.decide(&asks(false), action, resource);
        let with = permissions.decide(&asks(true), action, resource);
        match (without, with) {
            (Decision::Allow, Decision::Allow) => 'y',
            (Decision::NeedsSecondFactor, Decision::Allow) => 'm',
            (Decision::Deny, Decision::Deny) => '.',
            other => panic!("{action:?} for {role:?}: {other:?}"),
        }
    };
    Role::ALL.iter().map(answer).collect()
}

#[test]
fn the_policies_fit_their_schema_and_every_action_is_in_it() {
    Permissions::load().unwrap();
    let named: BTreeSet<String> = schema()
        .unwrap()
        .actions()
        .map(|uid| uid.id().unescaped().to_owned())
        .collect();
    let ours: BTreeSet<String> = Action::ALL
        .iter()
        .map(|action| action.name().to_owned())
        .collect();
    assert_eq!(named, ours);
}

#[test]
fn with_the_org_itself() {
    let permissions = Permissions::load().unwrap();
    let table = [
        // owner, admin, coach, learner
        (Action::OrgRead, "yyyy"),
        (Action::OrgChange, "mm.."),
        (Action::OrgDelete, "m..."),
        (Action::OwnerMake, "m..."),
        (Action::MemberList, "mm.."),
        (Action::InvitationList, "mm.."),
        (Action::InvitationCreate, "mm.."),
        (Action::InvitationRevoke, "mm.."),
        (Action::CoachingList, "mm.."),
        (Action::CoachingChange, "mm.."),
        (Action::AuditRead, "mm.."),
        (Action::JobList, "mm.."),
        (Action::JobRetry, "mm.."),
        (Action::UsageRead, "mm.."),
        (Action::PracticeSeeAll, "mm.."),
        (Action::ProjectCreate, "yyyy"),
        (Action::SessionCreate, "yyyy"),
        (Action::AttemptCreate, "yyyy"),
    ];
    for (action, expected) in table {
        assert_eq!(
            answers(&permissions, action, &Resource::Org),
            expected,
            "{action:?}"
        );
    }
}

#[test]
fn with_other_people_and_oneself() {
    let permissions = Permissions::load().unwrap();
    let table = [
        // another owner, another learner, oneself
        (Action::MemberChange, ["m...", "mm..", "mm.."]),
        (Action::MemberRemove, ["m...", "mm..", "yyyy"]),
        (Action::PersonErase, ["m...", "mm..", "mm.."]),
    ];
    for (action, expected) in table {
        let resources = [(OTHER, Role::Owner), (OTHER, Role::Learner), (ME, Role::Learner)];
        for ((user, role), expected) in resources.into_iter().zip(expected) {
            let member = Resource::Member { user, role };
            assert_eq!(
                answers(&permissions, action, &member),
                expected,
                "{action:?} {member:?}"
            );
        }
    }
}

#[test]
fn with_what_people_practise() {
    let permissions = Permissions::load().unwrap();
    let table = [
        // one's own, a learner's whom one coaches, another's
        (Owned::Project, Action::ProjectRead, ["yyyy", "mmy.", "mm.."]),
        (Owned::Project, Action::ProjectChange, ["yyyy", "mm..", "mm.."]),
        (Owned::Project, Action::ProjectDelete, ["yyyy", "mm..", "mm.."]),
        (Owned::Session, Action::SessionRead, ["yyyy", "mmy.", "mm.."]),
        (Owned::Session, Action::SessionChange, ["yyyy", "mm..", "mm.."]),
        (Owned::Session, Action::SessionConsent, ["yyyy", "....", "...."]),
        (Owned::Session, Action::SessionDelete, ["yyyy", "mm..", "mm.."]),
        (Owned::Session, Action::ReportCreate, ["yyyy", "mmy.", "mm.."]),
        (Owned::Attempt, Action::AttemptRead, ["yyyy", "mmy.", "mm.."]),
        (Owned::Attempt, Action::AttemptDelete, ["yyyy", "mm..", "mm.."]),
    ];
    for (kind, action, expected) in table {
        let cases: [(UserId, &[UserId]); 3] = [(ME, &[]), (OTHER, &[ME]), (OTHER, &[OTHER])];
        for ((owner, coaches), expected) in cases.into_iter().zip(expected) {
            let resource = Resource::Owned {
                kind,
                id: Uuid::from_u128(9),
                owner,
                coaches,
            };
            assert_eq!(
                answers(&permissions, action, &resource),
                expected,
                "{action:?} {resource:?}"
            );
        }
    }
}

#[test]
fn every_question_fits_the_schema() {
    let permissions = Permissions::load().unwrap();
    let schema = schema().unwrap();
    let principal = Principal {
        user: ME,
        org: ORG,
        role: Role::Coach,
        mfa: false,
    };
    let owned = |kind| Resource::Owned {
        kind,
        id: Uuid::from_u128(9),
        owner: OTHER,
        coaches: &[ME, OTHER],
    };
    for action in Action::ALL {
        let about = match action.name().split_once('.').unwrap() {
            (_, "create") if *action != Action::ReportCreate => Resource::Org,
            ("project", _) => owned(Owned::Project),
            ("session" | "report", _) => owned(Owned::Session),
            ("attempt", _) => owned(Owned::Attempt),
            ("member", "change" | "remove") | ("person", _) => Resource::Member {
                user: OTHER,
                role: Role::Learner,
            },
            _ => Resource::Org,
        };
        permissions
            .ask(&principal, *action, &about, Some(&schema))
            .unwrap_or_else(|error| panic!("{action:?}: {error}"));
    }
}

/// Not a test of speed, which is no bound here: prints what a decision costs, for docs/decisions/0034-permissions.md.
#[test]
#[ignore = "measures; run with --ignored --nocapture"]
#[expect(clippy::disallowed_methods, reason = "it measures and prints")]
fn what_a_decision_costs() {
    let permissions = Permissions::load().unwrap();
    let principal = Principal {
        user: ME,
        org: ORG,
        role: Role::Coach,
        mfa: false,
    };
    let coaches = [OTHER, OTHER, ME];
    let session = Resource::Owned {
        kind: Owned::Session,
        id: Uuid::from_u128(9),
        owner: OTHER,
        coaches: &coaches,
    };
    let begun = Instant::now();
    for _ in 0..10_000 {
        assert_eq!(
            permissions.decide(&principal, Action::SessionRead, &session),
            Decision::Allow
        );
    }
    println!("{:?} a decision", begun.elapsed() / 10_000);
}
