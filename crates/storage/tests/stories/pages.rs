//! Long lists, page by page, and what they are filtered by.

use storage::{
    Page, SessionFilter,
    records::{Session, SessionState},
    testing::Fresh,
};

use crate::samples;

on_both!(
    pages_follow_each_other_without_gaps,
    a_list_shows_whose_it_is_asked_for,
    a_project_that_goes_leaves_its_sessions,
);

async fn pages_follow_each_other_without_gaps(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let owner = fresh.user("ana@example.org").await;
    let mut made = Vec::new();
    for _ in 0..7 {
        made.push(samples::session(fresh, org, owner).await.id);
    }
    made.reverse();
    let tx = fresh.store.read(org).await.unwrap();
    let mut seen = Vec::new();
    let mut page = Page::first(3);
    loop {
        let rows = tx.sessions().list(&SessionFilter::default(), page).await.unwrap();
        let Some(last) = rows.last() else { break };
        page.after = Some(last.id.0);
        assert!(rows.len() <= 3);
        seen.extend(rows.iter().map(|row| row.id));
    }
    assert_eq!(seen, made);
}

async fn a_list_shows_whose_it_is_asked_for(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let (ana, ben) = (
        fresh.user("ana@example.org").await,
        fresh.user("ben@example.org").await,
    );
    let of_ana = samples::session(fresh, org, ana).await;
    let of_ben = samples::house(fresh, org, ben).await;
    let tx = fresh.store.read(org).await.unwrap();
    let list = async |filter: SessionFilter<'_>| {
        let rows = tx.sessions().list(&filter, Page::first(10)).await.unwrap();
        rows.into_iter()
            .map(|session: Session| session.id)
            .collect::<Vec<_>>()
    };
    let (mine, both) = ([ana], [ana, ben]);
    let of = |owners| SessionFilter {
        owners: Some(owners),
        ..SessionFilter::default()
    };
    assert_eq!(list(of(&mine)).await, [of_ana.id]);
    assert_eq!(list(of(&both)).await, [of_ben.session, of_ana.id]);
    assert_eq!(list(of(&[])).await, []);
    let project = Some(of_ben.project.id);
    assert_eq!(
        list(SessionFilter {
            project,
            ..SessionFilter::default()
        })
        .await,
        [of_ben.session]
    );
    let state = Some(SessionState::Created);
    assert_eq!(
        list(SessionFilter {
            state,
            ..SessionFilter::default()
        })
        .await,
        [of_ana.id]
    );
    let projects = tx.projects().list(Some(&mine), Page::first(10)).await.unwrap();
    assert_eq!(projects, []);
    let projects = tx.projects().list(None, Page::first(10)).await.unwrap();
    assert_eq!(projects, [of_ben.project]);
}

async fn a_project_that_goes_leaves_its_sessions(fresh: &Fresh) {
    let org = fresh.org("School").await;
    let ana = fresh.user("ana@example.org").await;
    let house = samples::house(fresh, org, ana).await;
    let tx = fresh.store.write(org).await.unwrap();
    assert!(tx.projects().delete(house.project.id).await.unwrap());
    let session = tx.sessions().find(house.session).await.unwrap().unwrap();
    assert_eq!(session.project_id, None);
    assert!(!tx.projects().delete(house.project.id).await.unwrap());
}
