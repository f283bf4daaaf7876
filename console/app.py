"""Entry point: the live window on a sandbox of its own, until it is closed."""

import asyncio
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from api_client.addresses import events_url
from api_client.client import ApiClient
from api_client.listener import EventListener, backoff
from console.live import LiveFeed
from console.loop import run
from console.sandbox import Sandbox, SandboxFailed, running_sandbox
from widgets import theme
from widgets.feed_view import FeedView


def main(*, data: Path | None) -> int:
    """Show the live feed of a demo marketplace; returns the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)  # noqa: S101  (nobody makes another kind)
    theme.apply(app, theme.preferred(app))
    return run(app, demo(app, data))


async def demo(app: QApplication, data: Path | None) -> int:
    """Start the sandbox and follow it until the window is closed."""
    try:
        async with running_sandbox(data=data) as sandbox:
            await follow(app, sandbox)
    except SandboxFailed as exc:
        sys.stderr.write(f"svetu-console: {exc}\n")
        return 1
    return 0


async def follow(app: QApplication, sandbox: Sandbox) -> None:
    """Show every transaction the moment it commits, until the last window is closed."""
    feed = FeedView()
    feed.setWindowTitle("Svetu Console — SANDBOX")
    feed.resize(420, 720)
    closed = asyncio.Event()
    app.lastWindowClosed.connect(closed.set)
    async with ApiClient(sandbox.api) as client:
        await client.sign_in(sandbox.operator.email, sandbox.operator.password)
        listener = EventListener(
            events_url(client.gateway),
            token=client.access_token,
            on_event=LiveFeed(feed).apply,
            on_state=lambda _: None,
            delays=backoff,
        )
        feed.show()
        listening = asyncio.get_running_loop().create_task(listener.run(), name="events")
        try:
            await closed.wait()
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
