from __future__ import annotations

import numpy as np
import pytest

from ministudio.builtin.animatic.canvas import (
    Camera,
    Layer,
    Look,
    Stage,
    halo,
    mix,
    rgb,
    spline,
    tone,
    tube,
)


def _stage(width: int = 96, height: int = 54, *, margin: float = 0.0, zoom: float = 1.0) -> Stage:
    return Stage(width, height, Look(), Camera(0, 0.5, zoom), margin=margin)


def _wall(stage: Stage) -> Layer:
    wall = stage.layer(2, form=0.1)
    wall.rect(-2, -1, 2, 2, "#707880")
    return wall


def _ball(stage: Stage, colour: str = "#c03030", **material: float) -> Layer:
    with stage.tagged("ball"):
        ball = stage.layer(1, round=0.1, **material)
        ball.circle(0, 0.5, 0.25, colour)
    return ball


def test_colours() -> None:
    assert rgb("#102030") == (16, 32, 48)
    assert mix("#000000", "#ffffff", 0.5) == (128, 128, 128)
    assert tone("#808080", 3.0) == (255, 255, 255)


def test_curves_pass_through_their_points() -> None:
    line = spline([(0, 0), (1, 0), (1, 1)], 4, closed=False)
    assert {(0, 0), (1, 0), (1, 1)} <= set(line)
    stroke = np.array(tube([(0, 0), (1, 0)], [0.1, 0.1]))
    assert stroke[:, 0].min() == pytest.approx(-0.1, abs=0.01)
    assert stroke[:, 1].max() == pytest.approx(0.1, abs=0.01)


def test_same_stage_same_bytes() -> None:
    pictures = []
    for _ in range(2):
        stage = _stage()
        _wall(stage)
        _ball(stage, cast=0.5, rim=1.0)
        pictures.append(stage.render().tobytes())
    assert pictures[0] == pictures[1]


def test_box_holds_the_paint() -> None:
    stage, empty = _stage(), _stage()
    _wall(stage)
    _wall(empty)
    _ball(stage)
    changed = np.abs(stage.linear() - empty.linear()).max(-1) > 1e-4
    x0, y0, x1, y1 = stage.boxes()["ball"]
    rows, columns = np.nonzero(changed)
    assert (columns.min() >= x0, columns.max() < x1) == (True, True)
    assert (rows.min() >= y0, rows.max() < y1) == (True, True)
    assert x1 - x0 <= 0.5 * 54 + 4


def test_out_of_frame_has_no_box() -> None:
    stage = _stage()
    with stage.tagged("gone"):
        stage.layer(1).circle(9, 9, 0.1, "#ffffff")
    assert stage.boxes() == {}
    assert stage.plates().box is None


def test_light_shows_form_key_and_lamp() -> None:
    flat, formed = _stage(), _stage()
    _ball(flat, form=0.0)
    _ball(formed, form=0.9)
    plain, round_ = flat.linear()[27], formed.linear()[27]
    assert round_[38, 0] > round_[58, 0] * 1.3  # the key stands at the left
    assert plain[38, 0] == pytest.approx(plain[58, 0], rel=0.02)
    lamped = _stage()
    lamped.lamp(0.2, 0.5, 0.2, "#ffffff", 2.0)
    _ball(lamped, form=0.9)
    assert lamped.linear()[27, 58, 0] > formed.linear()[27, 58, 0] * 1.3


def test_cast_darkens_what_lies_behind() -> None:
    without, with_ = _stage(), _stage()
    for stage, cast in ((without, 0.0), (with_, 0.8)):
        _wall(stage)
        _ball(stage, cast=cast, drop=0.08)
    difference = without.linear() - with_.linear()
    assert difference.max() > 0.02
    assert difference.min() > -1e-3


def test_cut_and_inside() -> None:
    stage = _stage()
    layer = _ball(stage)
    with layer.inside():
        layer.rect(-2, 0, 2, 0.5, "#2040ff")
    layer.cut([(-0.05, 0.6), (0.05, 0.6), (0.05, 0.7), (-0.05, 0.7)])
    plates = stage.plates()
    assert plates.subject[20, 48, 2] > plates.subject[20, 48, 0]
    assert plates.subject[33, 40, 0] > plates.subject[33, 40, 2]
    assert plates.coverage[35, 48] == 0
    assert plates.coverage[20, 5] == 0


def test_plates_are_the_picture_taken_apart() -> None:
    stage = _stage(margin=0.15)
    _wall(stage)
    _ball(stage, rim=1.0)
    stage.shine(1.0, halo(0.3, 0.3, 0.1, "#ffd080", 0.3))
    stage.fx(0.9, lambda _stage, light: np.multiply(light, 0.9, out=light))
    plates = stage.plates(stage.ground())
    picture = plates.picture()
    whole = np.asarray(stage.render(), np.float32) / 255
    assert np.abs(picture - whole).mean() < 0.02  # grain apart
    solid = plates.coverage == 1
    assert np.abs(picture - whole)[solid].max() < 0.1


def test_rewind_swaps_the_subject_only() -> None:
    stage = _stage()
    _wall(stage)
    mark = stage.mark()
    _ball(stage)
    ground = stage.ground()
    first = stage.plates(ground)
    stage.rewind(mark)
    _ball(stage, "#30c030")
    second = stage.plates(ground, like=first)
    assert second.back is first.back
    assert first.box == second.box
    assert first.subject[27, 48, 0] > first.subject[27, 48, 1]
    assert second.subject[27, 48, 1] > second.subject[27, 48, 0]


def test_near_things_move_more() -> None:
    stage = _stage(zoom=1.5)
    assert stage.zoom_at(1) == 1.5
    assert stage.zoom_at(30) < 1.02
    x, y = stage.grid(1)
    across, down = stage.project(float(x[0, 10]), float(y[20, 0]), 1)
    assert (round(across), round(down)) == (10, 20)


def test_effects_before_the_subject_do_not_touch_it() -> None:
    stage = _stage()
    _ball(stage)
    stage.fx(3, lambda _stage, light: np.multiply(light, 0.0, out=light))
    plates = stage.plates()
    assert plates.back[5, 5].max() < 0.05
    assert plates.subject[27, 48, 0] > 0.3


def test_people_keep_form_and_brightness_in_any_light() -> None:
    day = Look()
    night = Look(
        key=(0.2, 0.3, 0.55), ambient=(0.03, 0.06, 0.12), bounce=(0.02, 0.03, 0.06), rim=(0, 0, 0)
    )

    def ball(look: Look, *, lamp: float = 0.0, own: bool = True) -> np.ndarray:
        stage = Stage(96, 54, look)
        _ball(stage, "#c8946c", own=own)
        if lamp:
            stage.lamp(0.2, 0.5, 0.5, "#ffd080", lamp)
        return stage.linear()[20:34, 40:56]

    assert ball(night).mean() > 0.55 * ball(day).mean() > 1.5 * ball(night, own=False).mean()
    lit = ball(night, lamp=3.0)
    bare = ball(night, lamp=3.0, own=False)
    assert lit.max() < 0.8 * bare.max(), "a lamp does not burn a face out"
    assert lit.std() > 0.01


def test_paper_has_as_much_tooth_as_the_look_says() -> None:
    def rough(paper: float) -> float:
        stage = Stage(96, 54, Look(paper=paper, vignette=0.0))
        _wall(stage)
        return float(np.asarray(stage.render(), np.float32)[20:30, 40:60].std())

    assert rough(3.0) > 1.5 * rough(0.0)
