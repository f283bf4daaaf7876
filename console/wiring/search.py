"""Search box ↔ gateway: look-ups as they are typed, the chosen user opened."""

from collections.abc import Callable

from api_client.client import ApiClient
from api_client.errors import ApiError, Unauthenticated
from api_client.models import UserHit, UserHits
from console.notices import sentence
from console.tasks import Tasks
from widgets.search_view import LookUp, SearchView


class SearchWiring:
    """Asks for what is typed and opens what is chosen; an older answer never shows."""

    def __init__(
        self,
        view: SearchView,
        client: ApiClient,
        tasks: Tasks,
        open_user: Callable[[int], None],
    ) -> None:
        self._view = view
        self._client = client
        self._tasks = tasks
        self._open_user = open_user
        self._waiting: LookUp | None = None
        view.search_requested.connect(self._search)
        view.user_chosen.connect(self._choose)

    def _search(self, look_up: LookUp) -> None:
        """Ask for the newest text; one question is on its way at a time."""
        if not look_up.text:
            self._waiting = None
            self._view.show_results(look_up.generation, UserHits(users=(), more=False))
            return
        self._waiting = look_up
        self._tasks.start("look-up", self._answer())

    async def _answer(self) -> None:
        while (look_up := self._waiting) is not None:
            self._waiting = None
            try:
                hits = await self._client.find_users(look_up.text)
            except Unauthenticated:
                raise
            except ApiError as exc:
                self._view.show_failed(look_up.generation, sentence(exc))
            else:
                self._view.show_results(look_up.generation, hits)

    def _choose(self, hit: UserHit) -> None:
        self._open_user(hit.id)
