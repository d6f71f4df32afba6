//! What somebody may be allowed to do: one action for each thing that the API does.

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)+) => {
        /// What somebody wants to do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $name,)+
        }

        impl Action {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// As the policies and the audit call it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)+
                }
            }
        }
    };
}

actions! {
    /// See the org and how it wants its data kept.
    OrgRead = "org.read",
    /// Change that.
    OrgChange = "org.change",
    /// Delete the org and everything in it.
    OrgDelete = "org.delete",
    /// Make somebody an owner.
    OwnerMake = "owner.make",
    /// See who is in the org.
    MemberList = "member.list",
    /// Change what somebody is in it.
    MemberChange = "member.change",
    /// Remove somebody from it, or leave it.
    MemberRemove = "member.remove",
    /// Erase what somebody practised in it.
    PersonErase = "person.erase",
    /// See who is invited.
    InvitationList = "invitation.list",
    /// Invite somebody.
    InvitationCreate = "invitation.create",
    /// Take an invitation back.
    InvitationRevoke = "invitation.revoke",
    /// See who coaches whom; everyone sees their own coaches and learners without it.
    CoachingList = "coaching.list",
    /// Say who coaches whom.
    CoachingChange = "coaching.change",
    /// See who saw or changed what.
    AuditRead = "audit.read",
    /// See the jobs that could not be done.
    JobList = "job.list",
    /// Have one tried again.
    JobRetry = "job.retry",
    /// See how much the org uses.
    UsageRead = "usage.read",
    /// See everyone's sessions, projects and attempts in lists.
    PracticeSeeAll = "practice.see_all",
    /// Make a project.
    ProjectCreate = "project.create",
    /// See a project.
    ProjectRead = "project.read",
    /// Change a project.
    ProjectChange = "project.change",
    /// Delete a project.
    ProjectDelete = "project.delete",
    /// Make a session.
    SessionCreate = "session.create",
    /// See a session and what was found in it.
    SessionRead = "session.read",
    /// Change a session: give it a recording, process it, mark its drills.
    SessionChange = "session.change",
    /// Agree to be recorded for a session, or take that back.
    SessionConsent = "session.consent",
    /// Erase a session.
    SessionDelete = "session.delete",
    /// Have a report made of a session.
    ReportCreate = "report.create",
    /// Read a sentence aloud.
    AttemptCreate = "attempt.create",
    /// See how a sentence was read.
    AttemptRead = "attempt.read",
    /// Erase that.
    AttemptDelete = "attempt.delete",
}
