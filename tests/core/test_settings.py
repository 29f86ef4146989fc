from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from ministudio.config.money import Money
from ministudio.errors import ConfigurationError
from ministudio.settings import Configuration, default_user_file
from ministudio.storyboard import Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "film" / "boards"
    folder.mkdir(parents=True)
    return folder


def load(folder: Path, **options: Any) -> Configuration:
    options.setdefault("env", {})
    options.setdefault("user_file", folder / "no-user-file.toml")
    return Configuration.load(folder, **options)


def test_without_anything_the_defaults_hold(folder: Path) -> None:
    configuration = load(folder)
    assert configuration.settings == Settings()
    assert configuration.origin("fps") == "default"
    endpoint = configuration.endpoint("animatic")
    assert (endpoint.name, endpoint.type, endpoint.options) == ("animatic", "animatic", {})


def test_the_more_binding_place_wins_and_is_named(folder: Path, tmp_path: Path) -> None:
    project, user = tmp_path / "ministudio.toml", tmp_path / "user.toml"
    everywhere = 'fps = 10\nsize = "640x360"\nstitcher = "{}"\ncompiler = "{}"\nmax_takes = {}\n'
    project.write_text("[settings]\n" + everywhere.format("project", "project", 4))
    user.write_text("[settings]\n" + everywhere.format("user", "user", 5) + "max_attempts = 9\n")
    configuration = load(
        folder,
        flags={"fps": 30, "size": None},
        env={"MINISTUDIO_FPS": "25", "MINISTUDIO_SIZE": "320x180"},
        settings=Settings(fps=24, size="1280x720", stitcher="board"),
        user_file=user,
    )
    settings = configuration.settings
    assert settings.fps == Fraction(30)
    assert settings.size == "320x180"
    assert settings.stitcher == "board"
    assert settings.compiler == "project"
    assert (settings.max_takes, settings.max_attempts) == (4, 9)
    assert dict(configuration.origins) == {
        "fps": "flag",
        "size": "MINISTUDIO_SIZE",
        "stitcher": "storyboard",
        "compiler": str(project),
        "max_takes": str(project),
        "max_attempts": str(user),
    }
    assert configuration.origin("on_unknown") == "default"


def test_a_setting_written_at_its_default_still_binds(folder: Path) -> None:
    (folder / "ministudio.toml").write_text("[settings]\nfps = 10\n")
    assert load(folder, settings=Settings(fps=24)).settings.fps == 24
    assert load(folder, settings=Settings()).settings.fps == 10


@pytest.mark.parametrize(
    "board, user, cap", [("1000 USD", "5 USD", 5), ("3 USD", "5 USD", 3), (None, "5 USD", 5)]
)
def test_the_lowest_cap_on_spending_holds(
    folder: Path, tmp_path: Path, board: str | None, user: str, cap: int
) -> None:
    (tmp_path / "user.toml").write_text(f'[settings]\nmax_cost = "{user}"\n')
    settings = Settings(max_cost=board) if board else Settings()
    configuration = load(folder, settings=settings, user_file=tmp_path / "user.toml")
    assert configuration.settings.max_cost == Money(cap * 1_000_000)


def test_only_the_nearest_file_above_the_storyboard_counts(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "ministudio.toml").write_text("[settings]\nfps = 10\nmax_takes = 2\n")
    (tmp_path / "film" / "ministudio.toml").write_text("[settings]\nfps = 12\n")
    settings = load(folder).settings
    assert (settings.fps, settings.max_takes) == (12, None)


def test_an_endpoint_may_be_free(folder: Path) -> None:
    (folder / "ministudio.toml").write_text("[endpoints.mine]\nfree = true\n[endpoints.theirs]\n")
    loaded = load(folder)
    assert [loaded.endpoint(name).free for name in ("mine", "theirs")] == [True, False]
    assert "free" not in loaded.endpoint("mine").options


def test_endpoints_are_tables_of_the_files(folder: Path, tmp_path: Path) -> None:
    (folder / "ministudio.toml").write_text(
        '[endpoints.my-gpu]\ntype = "openai-videos"\nbase_url = "http://127.0.0.1:8000/v1"\n'
        'server = "sglang"\nkey_env = "GPU_KEY"\nconcurrency = 2\ndeadline = 60\n'
        "[endpoints.my-gpu.model_options]\nsteps = 30\n"
        "[endpoints.local]\n"
    )
    user = tmp_path / "user.toml"
    user.write_text('[endpoints.my-gpu]\ntype = "mine"\n[endpoints.far]\ntype = "vertex-ai"\n')
    configuration = load(folder, user_file=user)
    gpu = configuration.endpoint("my-gpu")
    assert (gpu.type, gpu.concurrency, gpu.key_env) == ("openai-videos", 2, "GPU_KEY")
    assert (gpu.deadline, "deadline" in gpu.options) == (60.0, False)
    assert gpu.options == {
        "base_url": "http://127.0.0.1:8000/v1",
        "server": "sglang",
        "key_env": "GPU_KEY",
    }
    assert gpu.model_options == {"steps": 30}
    assert configuration.endpoint("local").type == "local"
    assert configuration.endpoint("far").type == "vertex-ai"
    assert sorted(configuration.endpoints) == ["far", "local", "my-gpu"]


@pytest.mark.parametrize(
    "text, message",
    [
        ("[setings]\n", "unknown key 'setings'; did you mean 'settings'?"),
        ("[settings]\nfpss = 1\n", "unknown key 'fpss'; did you mean 'fps'?"),
        ("[settings]\nfps = 0\n", "fps: 0 frames a second is out of bounds: 1 to 120"),
        ("settings = 1\n", "`settings` has to be a table: [settings]"),
        ("[endpoints]\nmy-gpu = 1\n", "`endpoints.my-gpu` has to be a table: [endpoints.my-gpu]"),
        ("[endpoints.'My GPU']\n", "'My GPU' is no name of an endpoint"),
        ("[endpoints.a]\nconcurrency = 0\n", "endpoints.a.concurrency: input should be greater"),
        ("[endpoints.a]\ntype = 3\n", "endpoints.a.type: 3 is not text"),
        ("[endpoints\n", "this is not TOML: "),
        ("a = 1\na = 2\n", "this is not TOML: "),
    ],
)
def test_a_wrong_file_is_named_with_its_key(folder: Path, text: str, message: str) -> None:
    path = folder / "ministudio.toml"
    path.write_text(text)
    with pytest.raises(ConfigurationError) as caught:
        load(folder)
    assert str(caught.value).startswith(f"{path}: {message}")


def test_a_file_that_is_not_utf8_is_named(folder: Path) -> None:
    (folder / "ministudio.toml").write_bytes(b"a = '\xff'\n")
    with pytest.raises(ConfigurationError, match=r"ministudio\.toml: this is not TOML"):
        load(folder)


@pytest.mark.parametrize(
    "line, key",
    [
        ('api_key = "abc"', "api_key"),
        ('key = "abc"', "key"),
        ('auth-token = "abc"', "auth-token"),
        ('extra = {password = "abc"}', "extra.password"),
        ('note = "sk-proj-0123456789abcdefgh"', "note"),
        ('base_url = "https://me:secret@example.org"', "base_url"),
        ('pem = "-----BEGIN PRIVATE KEY-----"', "pem"),
    ],
)
def test_secrets_are_refused_and_not_repeated(folder: Path, line: str, key: str) -> None:
    (folder / "ministudio.toml").write_text(f"[endpoints.a]\n{line}\n")
    with pytest.raises(ConfigurationError, match="key_env") as caught:
        load(folder)
    assert f"`endpoints.a.{key}` holds a secret" in str(caught.value)
    assert line.split('"')[1] not in str(caught.value)


@pytest.mark.parametrize("line", ['key_env = "GPU_KEY"', 'monkey = "fur"', "keyframes = true"])
def test_honest_options_are_no_secrets(folder: Path, line: str) -> None:
    (folder / "ministudio.toml").write_text(f"[endpoints.a]\n{line}\n")
    assert list(load(folder).endpoint("a").options) == [line.split(maxsplit=1)[0]]


def test_a_misspelt_variable_is_refused_and_foreign_ones_are_left_alone(folder: Path) -> None:
    foreign = {"MINISTUDIO_HOME": "/x", "MINISTUDIO_PLUGINS": "", "MINISTUDIO_STUDIO_PORT": "1"}
    assert load(folder, env=foreign).settings == Settings()
    with pytest.raises(ConfigurationError, match=r"MINISTUDIO_MAX_COTS.*'MINISTUDIO_MAX_COST'\?"):
        load(folder, env={"MINISTUDIO_MAX_COTS": "5"})


def test_a_wrong_variable_is_named(folder: Path) -> None:
    with pytest.raises(
        ConfigurationError, match=r"^MINISTUDIO_SIZE: size: the size '13x13' is odd"
    ):
        load(folder, env={"MINISTUDIO_SIZE": "13x13"})


def test_the_users_file_follows_the_system(tmp_path: Path) -> None:
    expected = tmp_path / "ministudio" / "ministudio.toml"
    assert default_user_file({"XDG_CONFIG_HOME": str(tmp_path)}) == expected
    assert default_user_file({}).name == "ministudio.toml"
