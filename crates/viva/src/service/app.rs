//! The API over the parts of this process.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use chrono::TimeDelta;
use server::{
    App, AppParts, Hub, ModelSettings, Monitoring, PublicSettings, SentenceModel,
    accounts::{
        AccountSettings, Accounts,
        mailer::{MailSettings, SmtpSecurity, SmtpSettings},
    },
    limits::Limits,
    metrics::Lacking,
    permissions::Permissions,
    rate::{Limiter, MemoryLimiter, RedisLimiter},
};

use super::Parts;
use crate::{
    failure::Failure,
    settings::{self, MailSecurity, Registration, Secret, decode_key},
};

/// The file of the key, in the data folder.
const KEY: &str = "secret.key";

/// The API, reached at `address` by the side of this machine.
/// With `hears`, this process does all jobs, so that it is not ready before the models are here.
pub(super) async fn app(parts: &Parts, address: SocketAddr, hears: bool) -> Result<App, Failure> {
    let settings = &parts.settings;
    let public = PublicSettings {
        address: settings.server.url(address),
        allowed_origins: settings.server.allowed_origins.clone(),
        trusted_proxies: u8::try_from(settings.server.trusted_proxies).unwrap_or(u8::MAX),
        open_registration: settings.accounts.registration == Registration::Open,
    };
    let limiter = limiter(parts)?;
    let accounts = Accounts::open(account_settings(parts)?, &parts.store, &public, limiter.clone())
        .await
        .map_err(|error| Failure::ours(error.to_string()))?;
    let permissions = Permissions::load().map_err(|error| Failure::ours(error.to_string()))?;
    Ok(App::new(AppParts {
        store: parts.store.clone(),
        blobs: parts.blobs.clone(),
        memory: parts.memory.clone(),
        hub: Hub::start(parts.store.clone()),
        public,
        accounts,
        permissions,
        limiter,
        sentences: sentences(&settings.practice)?,
        limits: limits(parts),
        monitoring: monitoring(parts, hears)?,
        page: super::web::file,
    }))
}

fn account_settings(parts: &Parts) -> Result<AccountSettings, Failure> {
    let settings = &parts.settings.accounts;
    let given = settings
        .secret_key
        .as_ref()
        .and_then(|key| decode_key(key.reveal()));
    let secret = match given {
        Some(key) => key,
        None => server::accounts::secret_file(&parts.data.join(KEY))
            .map_err(|error| Failure::ours(format!("the secret key cannot be used: {error}")))?,
    };
    Ok(AccountSettings {
        secret,
        access_life: TimeDelta::minutes(settings.access_token_minutes.into()),
        refresh_life: TimeDelta::days(settings.refresh_token_days.into()),
        mail: mail_settings(&parts.settings.mail),
    })
}

/// As `server` takes it.
pub(crate) fn mail_settings(mail: &settings::Mail) -> MailSettings {
    let Some(host) = &mail.host else {
        return MailSettings::Log;
    };
    let password = mail.password.as_ref().map(Secret::reveal);
    MailSettings::Smtp(SmtpSettings {
        host: host.clone(),
        // Within its bounds since it was read.
        port: u16::try_from(mail.port).unwrap_or_default(),
        security: match mail.security {
            MailSecurity::Tls => SmtpSecurity::Tls,
            MailSecurity::Starttls => SmtpSecurity::StartTls,
            MailSecurity::None => SmtpSecurity::None,
        },
        credentials: mail.user.clone().zip(password.map(str::to_owned)),
        from: mail.from.clone().unwrap_or_default(),
    })
}

fn sentences(practice: &settings::Practice) -> Result<Option<SentenceModel>, Failure> {
    let Some((url, model)) = practice.model_url.clone().zip(practice.model.clone()) else {
        return Ok(None);
    };
    let key = practice.model_key.as_ref().map(|key| key.reveal().to_owned());
    let patience = Duration::from_secs(practice.model_seconds.into());
    SentenceModel::new(ModelSettings {
        url,
        model,
        key,
        patience,
    })
    .map(Some)
    .map_err(|error| Failure::ours(format!("practice.model_url cannot be used: {error}")))
}

fn limiter(parts: &Parts) -> Result<Arc<dyn Limiter>, Failure> {
    let clock = parts.store.clock().clone();
    Ok(match &parts.settings.cache.url {
        None => Arc::new(MemoryLimiter::new(clock)),
        Some(url) => Arc::new(RedisLimiter::open(url.reveal(), clock).map_err(Failure::input)?),
    })
}

fn limits(parts: &Parts) -> Limits {
    let limits = &parts.settings.limits;
    let places = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    Limits {
        media_bytes: parts.media_bytes(),
        per_address: limits.requests_per_address,
        per_account: limits.requests_per_account,
        per_org: limits.requests_per_org,
        queued_per_org: limits.queued_sessions_per_org.into(),
        streams: places(limits.listeners),
        streams_per_account: places(limits.listeners_per_account),
        uploads_per_org: places(limits.uploads_per_org),
    }
}

fn monitoring(parts: &Parts, hears: bool) -> Result<Monitoring, Failure> {
    let recorder = server::metrics::recorder();
    let prometheus = recorder.handle();
    metrics::set_global_recorder(recorder)
        .map_err(|error| Failure::ours(format!("nothing can be measured: {error}")))?;
    let token = parts.settings.telemetry.metrics_token.as_ref();
    let engines = parts.engines.clone();
    Ok(Monitoring {
        prometheus: Some(prometheus),
        token: token.map(|token| token.reveal().to_owned()),
        lacking: hears.then(|| Arc::new(move || engines.lacking()) as Lacking),
    })
}
