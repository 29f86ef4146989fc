from __future__ import annotations

from xml.etree import ElementTree

from ministudio.storyboard import Scene, Storyboard, World


def test_a_notebook_shows_a_row_for_each_shot_and_no_markup_of_the_author() -> None:
    board = Storyboard(
        title="<b>Orb</b> & co",
        world=World(characters={"orb": {}}, environments={"hall": {}}),
        scenes=[
            Scene(id="a", environment="hall", cast=["orb"], action="It <i>hums</i>.", duration=2.5),
            Scene(id="b", say={"orb": "Hm."}, join="continue"),
        ],
    )
    table = ElementTree.fromstring(board._repr_html_())
    cells = [[cell.text or "" for cell in row] for row in table.findall("tbody/tr")]
    assert table.findtext("caption") == "<b>Orb</b> & co: 2 shots, 8.5 s"
    assert cells == [
        ["a", "hall", "orb", "It <i>hums</i>.", "cut", "2.5"],
        ["b", "hall", "orb", "orb: Hm.", "continue", "6"],
    ]
