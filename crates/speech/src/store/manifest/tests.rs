use proptest::prelude::*;

use super::{Manifest, Source};

fn artefact(extra: &str, path: &str) -> String {
    let sha256 = "0".repeat(64);
    format!(
        "[[artefact]]\nname = \"a\"\ntitle = \"A\"\nused_for = \"tests\"\nlicence = \"MIT\"\n{extra}\n\
         files = [{{ path = {path:?}, size = 1, sha256 = \"{sha256}\" }}]\n"
    )
}

fn refusal(text: &str) -> String {
    text.parse::<Manifest>().unwrap_err().to_string()
}

#[test]
fn the_built_in_manifest_has_what_the_analysis_needs() {
    let manifest = Manifest::built_in();
    let defaults: Vec<_> = manifest
        .artefacts()
        .iter()
        .filter(|a| a.default)
        .map(|a| a.name.as_str())
        .collect();
    assert_eq!(
        defaults,
        ["whisper-tiny", "whisper-base", "onnxruntime", "silero-vad"]
    );
    let whisper = &manifest.artefacts()[1];
    assert_eq!(whisper.size(), 79_394_879);
    let Source::Npm(package) = &whisper.sources[0] else {
        panic!("packages come first")
    };
    assert_eq!(
        package.member(&whisper.files[0]),
        "models/Xenova/whisper-base/config.json"
    );
    let Source::Hub(hub) = &whisper.sources[1] else {
        panic!("then the hub")
    };
    assert_eq!(
        hub.url("https://hub.example/", &whisper.files[3]),
        "https://hub.example/Xenova/whisper-base/resolve/main/onnx/encoder_model_quantized.onnx"
    );
}

#[test]
fn artefacts_for_other_machines_are_left_out() {
    let text = artefact("platform = \"amiga-m68k\"", "model.bin");
    assert_eq!(text.parse::<Manifest>().unwrap().artefacts().len(), 0);
}

#[test]
fn unknown_fields_are_refused_by_name() {
    assert!(refusal(&artefact("colour = 1", "model.bin")).contains("colour"));
    let source =
        "sources = [{ kind = \"npm\", package = \"p\", version = \"1\", archive = 1, scripts = true }]";
    assert!(refusal(&artefact(source, "model.bin")).contains("scripts"));
    let source = "sources = [{ kind = \"carrier-pigeon\" }]";
    assert!(refusal(&artefact(source, "model.bin")).contains("carrier-pigeon"));
    assert!(refusal("[settings]").contains("settings"));
}

#[test]
fn a_path_out_of_the_folder_is_refused() {
    for path in [
        "/etc/passwd",
        "../other/model.bin",
        "a/../../b",
        "a//b",
        "",
        ".",
        "a/.hidden",
        "c:\\x",
        "a\nb",
        "-o",
    ] {
        assert!(
            refusal(&artefact("", path)).contains("not a place in a folder"),
            "{path:?}"
        );
    }
}

#[test]
fn what_could_be_an_option_or_an_address_is_no_package() {
    for (package, version) in [
        ("-g", "1"),
        ("../p", "1"),
        ("git+ssh://x", "1"),
        ("p", "latest"),
        ("p", "1 --x"),
        ("@a", "1"),
    ] {
        let source = format!(
            "sources = [{{ kind = \"npm\", package = {package:?}, version = {version:?}, archive = 1 }}]"
        );
        assert!(
            artefact(&source, "model.bin").parse::<Manifest>().is_err(),
            "{package} {version}"
        );
    }
}

#[test]
fn a_name_or_a_file_given_twice_is_refused() {
    let one = artefact("", "model.bin");
    assert!(refusal(&format!("{one}{one}")).contains("twice"));
    let file = format!("{{ path = \"x\", size = 1, sha256 = \"{}\" }}", "0".repeat(64));
    let two = one.replace("files = [", &format!("files = [{file}, {file}, "));
    assert!(refusal(&two).contains("twice"));
}

#[test]
fn files_in_each_others_way_are_refused() {
    let sha256 = "0".repeat(64);
    for other in ["model.bin/x", "model.bin.part"] {
        let file = format!("files = [{{ path = {other:?}, size = 1, sha256 = \"{sha256}\" }}, ");
        assert!(
            refusal(&artefact("", "model.bin").replace("files = [", &file)).contains("way"),
            "{other}"
        );
    }
}

#[test]
fn no_files_an_empty_file_and_a_stray_member_are_refused() {
    let text = artefact("", "model.bin");
    assert!(refusal(&text.replace("size = 1", "size = 0")).contains("size of 0"));
    assert!(refusal(text.split("files").next().unwrap()).contains("files"));
    let source =
        "sources = [{ kind = \"hub\", repo = \"a/b\", revision = \"main\", members = { x = \"y\" } }]";
    assert!(refusal(&artefact(source, "model.bin")).contains("member for x"));
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,300}") {
        let _ = text.parse::<Manifest>();
    }

    #[test]
    fn a_damaged_manifest_is_refused_or_still_safe(at in 0..2000_usize, character in any::<char>()) {
        let mut text: Vec<char> = super::BUILT_IN.chars().collect();
        let at = at * text.len() / 2000;
        text[at] = character;
        if let Ok(manifest) = text.into_iter().collect::<String>().parse::<Manifest>() {
            for artefact in manifest.artefacts() {
                prop_assert!(!artefact.files.is_empty());
            }
        }
    }

    #[test]
    fn an_accepted_path_stays_below_its_folder(path in "[a-c./+_-]{0,12}") {
        if let Ok(manifest) = artefact("", &path).parse::<Manifest>() {
            let joined = std::path::Path::new("/folder").join(manifest.artefacts()[0].files[0].path.as_str());
            let normal = |part: &std::path::Component| matches!(part, std::path::Component::Normal(_));
            prop_assert!(joined.starts_with("/folder"));
            prop_assert!(joined.components().skip(1).all(|part| normal(&part)));
        }
    }
}
