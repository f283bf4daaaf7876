"""What PostgreSQL's own tools say of a database: all that is there but the rows."""

import asyncio
import re

from gateway.sandbox.postgres import Postgres


async def dumped(server: Postgres, dsn: str) -> str:
    """Return the schema of a database and the roles of its cluster, as text to compare."""
    return await dump(server, "pg_dump", "--schema-only", dsn) + await dump(
        server, "pg_dumpall", "--roles-only", "-d", dsn
    )


async def dump(server: Postgres, program: str, *arguments: str) -> str:
    """Run one of the tools; its refusal is an AssertionError."""
    process = await asyncio.create_subprocess_exec(
        str(server.bin / program), *arguments,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    text, words = await process.communicate()
    assert process.returncode == 0, words.decode()
    # A random key, another each time, where the version has it.
    return re.sub(r"(?m)^\\(un)?restrict .*$", "", text.decode())
