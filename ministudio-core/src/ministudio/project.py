"""A project: one storyboard with its store and the configuration that applies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from ministudio.artifacts.digest import digest
from ministudio.clock import Clock, SystemClock
from ministudio.errors import NotFoundError, RunError
from ministudio.planner import shelf
from ministudio.planner.build import make_plan
from ministudio.planner.gather import gather
from ministudio.planner.options import PlanOptions, as_money
from ministudio.planner.plan import Plan
from ministudio.plugins import Registry, load_registry
from ministudio.results import CostReport
from ministudio.settings import Configuration
from ministudio.store import Store, store_folder
from ministudio.storyboard import Storyboard
from ministudio.storyboard.story import Moment, tell

if TYPE_CHECKING:
    import datetime
    import os
    from collections.abc import AsyncIterator, Sequence
    from types import TracebackType

    from ministudio.config.money import Money
    from ministudio.interfaces.events import Event
    from ministudio.interfaces.plan import PlanRecord
    from ministudio.interfaces.stitcher import Progress
    from ministudio.orchestrator import Endpoint, Run
    from ministudio.orchestrator.oversight import Status
    from ministudio.orchestrator.providers import ConfiguredEndpoints
    from ministudio.planner.compare import BoardDiff
    from ministudio.planner.prompts import PromptReport
    from ministudio.results import Attempt, Film, Take
    from ministudio.store.garbage import Garbage
    from ministudio.store.history import ShotState
    from ministudio.store.ledger import CostKey


class Project:
    """A storyboard, its store beside it, and the configuration found around it.

    Use it as a context manager, `async with` or `with`:

        async with Project.open("orb.yaml") as project:
            async with project.run(project.plan()) as run:
                async for event in run:
                    print(event.shot, event.kind)
            film = await project.stitch()
    """

    def __init__(
        self,
        path: Path,
        board: Storyboard,
        configuration: Configuration,
        *,
        registry: Registry,
        clock: Clock | None = None,
    ) -> None:
        self.path = path
        self.configuration = configuration
        self.board = board.model_copy(update={"settings": configuration.settings})
        self.registry = registry
        self.clock = clock or SystemClock()
        self._store: Store | None = None

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        registry: Registry | None = None,
        clock: Clock | None = None,
    ) -> Self:
        """Open the project of a storyboard file. Nothing is written until something is run.

        Raises:
            StoryboardError: the storyboard cannot be read; `file:line:column` says where.
            ConfigurationError: `ministudio.toml`, an environment variable or a plugin is wrong.
        """
        place = Path(path)
        board = Storyboard.load(place)
        configuration = Configuration.load(place.parent, settings=board.settings)
        return cls(place, board, configuration, registry=registry or load_registry(), clock=clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()
            self._store = None

    @property
    def name(self) -> str:
        """The storyboard's file stem: what its films are called."""
        return self.path.stem

    @property
    def folder(self) -> Path:
        """The folder of the storyboard; paths in it are relative to it."""
        return self.path.parent

    @property
    def store(self) -> Store:
        """The store, open for reading; an empty one when the project has none yet."""
        if self._store is None:
            self._store = Store.open(store_folder(self.folder), project=self.name, create=False)
        return self._store

    def _writable(self) -> Store:
        """The store, made if need be."""
        if self.store.read_only:
            self.close()
            self._store = Store.open(store_folder(self.folder), project=self.name)
        return self.store

    def plan(
        self,
        *,
        draft: bool = False,
        use: str = "",
        max_cost: Money | str | None = None,
        reroute: bool = False,
        as_of: datetime.date | None = None,
        only: Sequence[str] = (),
    ) -> Plan:
        """What a run would make, keep and spend. Pure: no network, no key, no SDK.

        `draft` puts every shot on the animatic, `use` on one endpoint or model. `max_cost` caps
        the run. `reroute` makes shots again whose model or settings changed. `as_of` is the
        date for retirements and prices (today). `only` has selectors of the shots that
        may be made: an address, a scene, `opens+`, `+opens`, `changed`, `new`, `tag:night`.

        Raises:
            NotFoundError: a selector, a compiler, an endpoint or a reference is missing.
        """
        options = PlanOptions(
            draft=draft, use=use, max_cost=as_money(max_cost), reroute=reroute, only=tuple(only)
        )
        return self._plan(options, as_of)

    def _plan(self, options: PlanOptions, as_of: datetime.date | None = None) -> Plan:
        around = gather(
            name=self.name,
            file=self.path.name,
            folder=self.folder,
            configuration=self.configuration,
            registry=self.registry,
            store=self.store,
            as_of=as_of or self.clock.now().date(),
        )
        return make_plan(self.board, around, options)

    def load_plan(self, path: str | os.PathLike[str]) -> Plan:
        """Read a plan that was kept in a file, for `run`; its caps hold.

        Raises:
            PlanError: it is no plan, or storyboard, settings or selected takes have changed since.
        """
        from ministudio.planner.saved import read_plan, require_fitting

        plan = read_plan(Path(path))
        require_fitting(plan, board=self.board.digest, store=self.store)
        return plan

    def run(self, plan: PlanRecord) -> Run:
        """Do what the plan says; handing it over is the approval.

        The answer is an async context manager and an async iterator of events.

        Raises:
            PlanError, BudgetError: the plan has errors; nothing was spent.
            ConfigurationError: a key that the plan needs is not in the environment.
            ProjectLocked: another process runs the project.
        """
        from ministudio.orchestrator import Run, RunSettings

        if isinstance(plan, Plan):
            plan.raise_for_findings()
        self._endpoints.require_keys(plan)
        settings = self.board.settings
        states = [state for m in self.moments() for state in (m.before, m.after)]
        return Run(
            plan,
            store=self._writable(),
            endpoints=self._endpoint,
            settings=RunSettings(
                max_cost=settings.max_cost,
                max_attempts=settings.max_attempts,
                on_unknown=settings.on_unknown,
            ),
            clock=self.clock,
            max_cost=plan.run_cap,
            snapshots={state.digest: state.canonical() for state in states},
        )

    @property
    def _endpoints(self) -> ConfiguredEndpoints:
        from ministudio.orchestrator.providers import ConfiguredEndpoints

        return ConfiguredEndpoints(self.configuration, self.registry, self.clock)

    def _endpoint(self, name: str) -> Endpoint:
        """Build the provider behind an endpoint."""
        return self._endpoints.build(name, self.store.folder)

    async def reroll(
        self,
        shot: str,
        *,
        seed: int | None = None,
        draft: bool = False,
        max_cost: Money | str | None = None,
    ) -> Take:
        """Make one more take of a shot and select it.

        Raises:
            NotFoundError: there is no such shot.
            PlanError, BudgetError: it cannot be made; nothing was spent.
            RunError: the take could not be made.
        """
        plan = self.plan_reroll(shot, seed=seed, draft=draft, max_cost=max_cost)
        return await self.make_take(shot, plan)

    def plan_reroll(
        self,
        shot: str,
        *,
        seed: int | None = None,
        draft: bool = False,
        max_cost: Money | str | None = None,
    ) -> Plan:
        """The plan that makes one more take of a shot and nothing else."""
        self._require(shot)
        return self._plan(
            PlanOptions(draft=draft, max_cost=as_money(max_cost), again={shot: seed}, only=(shot,))
        )

    async def make_take(self, shot: str, plan: Plan) -> Take:
        """Run a plan for the sake of one shot; the answer is its new take.

        Raises:
            RunError: the take could not be made.
        """
        async with self.run(plan) as run:
            result = await run.wait()
        number = plan[shot].take_number
        made = [take for take in self.takes(shot) if take.number == number]
        if shot not in result.made or not made:
            why = next((one.message for one in result.failed if one.shot == shot), "")
            raise RunError(f"no take of {shot!r} was made.", hint=why)
        return made[-1]

    def takes(self, shot: str = "") -> list[Take]:
        """The takes of this storyboard (or of one shot), oldest first."""
        return [
            take
            for take in self.store.takes()
            if take.project == self.name and (not shot or take.shot == shot)
        ]

    def select(self, shot: str, take: str | int) -> Take:
        """Make a take, named by number or id, the one that the film uses.

        Raises:
            NotFoundError: there is no such shot or take.
        """
        self._require(shot)
        found = shelf.find(self.store, shot, str(take))
        self._writable().select(shot, found.grade, found.id)
        return found

    def approve(self, shot: str, take: str | int = "", *, undo: bool = False) -> Take | None:
        """Pin the selected take of a shot, or another, which is then selected; `undo` lets go.

        A pinned take is made again only when what the shot shows changes: another model, other
        words or settings leave it alone.

        Raises:
            NotFoundError: there is no such shot or take.
        """
        self._require(shot)
        found = None if undo else shelf.find(self.store, shot, str(take))
        store = self._writable()
        if found is not None:
            store.select(shot, found.grade, found.id)
        store.approve(shot, found.id if found else None)
        return found

    def diff(self, shot: str = "", *, draft: bool = False, use: str = "") -> BoardDiff:
        """What changed between the selected takes and the storyboard, shot by shot.

        `draft` and `use` are those of `plan`.

        Raises:
            NotFoundError: there is no such shot.
        """
        from ministudio.planner.compare import compare

        if shot:
            self._require(shot)
        return compare(self.plan(draft=draft, use=use), self.store, only=shot)

    async def stitch(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        plan: Plan | None = None,
        fill: bool = False,
        progress: Progress | None = None,
    ) -> Film:
        """Join the selected takes into the film.

        Without a `path` it is `NAME.mp4` when complete, else `NAME.rough.mp4` with a slate for
        each missing shot, and `NAME.previz.mp4` for a draft. `plan` says which takes count
        (default: the storyboard as it stands). `fill` lets previz takes stand in. A film that
        would come out the same is left as it is.

        Raises:
            MediaError: a clip cannot be used.
            StoreError: the film cannot be written.
        """
        from ministudio.interfaces.stitcher import StitchOptions
        from ministudio.planner.film import film_name, timeline
        from ministudio.results import Film
        from ministudio.store import films

        plan = plan or self.plan()
        reel = timeline(self.board, plan, self.store, fill=fill)
        place = Path(path) if path else self.folder / film_name(plan, complete=reel.complete)
        name, options = self.board.settings.stitcher, StitchOptions()
        key = digest([name, options.canonical(), reel.timeline.canonical()])
        if known := films.recall(self.store.folder, key, place):
            return known
        stitcher = self.registry.build_stitcher(name)
        facts = await stitcher.stitch(reel.timeline, place, options, progress=progress)
        film = Film(
            path=facts.path,
            frames=facts.frames,
            fps=facts.fps,
            complete=reel.complete,
            grade=reel.grade,
            missing=reel.missing,
            copied_frames=facts.copied,
        )
        films.remember(self.store.folder, key, film)
        return film

    def cost(self, by: CostKey = "endpoint") -> CostReport:
        """What was spent: committed, in flight and unknown, each at its highest."""
        cap = self.board.settings.max_cost
        spent = self.store.spent(cap.currency if cap else None)
        others = tuple(
            amount for name, amount in self.store.totals().items() if name != spent.currency
        )
        return CostReport(spent=spent, cap=cap, by=by, parts=self.store.costs(by), besides=others)

    def status(self) -> Status:
        """Who runs the project, and the attempts that have not ended: what needs a person first."""
        from ministudio.orchestrator import oversight

        return oversight.look(self.store)

    async def watch(self, *, every: float = 0.5) -> AsyncIterator[Event]:
        """The events of a run that goes on in another process, until it ends."""
        seen = max((event.seq for event in self.store.events()), default=0)
        running = True
        while running:
            running = self.store.holder() is not None
            for event in self.store.events(after=seen):
                seen = event.seq
                yield event
            if running:
                await self.clock.sleep(every)

    async def cancel(self, attempt: str, *, remote: bool = False) -> Attempt:
        """Give up the live attempt of a shot or an id; `remote` stops the provider's job first.

        Works beside a run. Without `remote` the job goes on, and counts as paid.

        Raises:
            NotFoundError: there is no such attempt.
            ApprovalError: nobody knows whether it was accepted (see `resolve`), or it has ended.
            ProviderError: the provider does not stop it; nothing has changed.
        """
        from ministudio.orchestrator import oversight

        found = oversight.find(self.store, attempt)
        return await oversight.cancel(self._writable(), found, self._endpoint, remote=remote)

    def resolve(
        self, attempt: str, *, paid: bool = False, not_sent: bool = False, job: str = ""
    ) -> Attempt:
        """Settle an attempt whose outcome only a person can find out; give one of the three.

        `paid`: accepted and lost. `not_sent`: it never arrived. `job`: the id (or the JSON) of
        the job it became, which the next run collects. Works beside a run.

        Raises:
            NotFoundError: there is no such attempt.
            ApprovalError: there is nothing to settle.
        """
        from ministudio.orchestrator import oversight

        found = oversight.find(self.store, attempt)
        return oversight.resolve(self._writable(), found, paid=paid, not_sent=not_sent, job=job)

    def gc(self, *, purge: bool = False, rehearsal: bool = False) -> Garbage:
        """Remove half files, scratch files and files of no take; no take is touched.

        `purge` removes the takes that are neither selected nor approved too, paid or not;
        `rehearsal` only says what would go.

        Raises:
            ProjectLocked: a purge while the project is run.
        """
        return self._writable().collect_garbage(purge=purge, rehearsal=rehearsal)

    def prompt(self, shot: str, *, model: str = "") -> PromptReport:
        """What a shot says to its model, or to `model` (`endpoint`, `endpoint/model`, a glob).

        Raises:
            NotFoundError: there is no such shot.
            PlanError: no model can make it.
        """
        from ministudio.planner.prompts import report

        self._require(shot)
        plan = self.plan(use=model)
        chosen, route = plan[shot], plan[shot].route
        info = self.registry.model(route.provider, route.model) if route else None
        compiler = self.registry.build_compiler(self.board.settings.compiler)
        return report(plan, chosen, compiler, info)

    def moments(self) -> list[Moment]:
        """The story shot by shot, with the world before and after each."""
        return list(tell(self.board))

    def moment(self, address: str) -> Moment:
        """One shot of the story.

        Raises:
            NotFoundError: there is no such shot.
        """
        self._require(address)
        return next(moment for moment in self.moments() if moment.address == address)

    def history(self, shot: str = "") -> list[ShotState]:
        """The snapshots of the shots (or of one) from run to run, oldest first."""
        return self.store.history(shot)

    def _require(self, address: str) -> None:
        known = [moment.address for moment in self.moments()]
        if address in known:
            return
        import difflib

        close = difflib.get_close_matches(address, known, n=1)
        hint = f"Did you mean {close[0]!r}?" if close else f"It has: {', '.join(known)}."
        raise NotFoundError(f"{self.path.name} has no shot {address!r}.", hint=hint)
