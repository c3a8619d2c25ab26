"""All lists read with httpx and json, and nothing else: what the register's load is held against.

`python -m tests.bench.plain_pages` is told by one line of JSON on its input where to read, with
which token, and how many lists to ask for in one `$batch`. It asks for the same pages as the
product in the same batches, keeps what json made of them, and prints what that took.
"""

import asyncio
import json
import sys
import time
from typing import Any

import httpx


async def read(root: str, token: str, begins: list[str], at_once: int) -> dict[str, float]:
    """Page after page, to the end of every list."""
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(headers=headers, timeout=60) as client:
        cpu, kept = time.process_time(), list[Any]()
        waiting = list(begins)
        while asked := waiting[:at_once]:
            pages = await _batch(client, root, asked)
            kept += (item for page in pages for item in page["value"])
            links = (page["@odata.nextLink"] for page in pages if "@odata.nextLink" in page)
            waiting[:at_once] = [link.removeprefix(root) for link in links]
        return {"rows": len(kept), "cpu": time.process_time() - cpu}


async def _batch(client: httpx.AsyncClient, root: str, asked: list[str]) -> list[Any]:
    parts = [{"id": str(n), "method": "GET", "url": url} for n, url in enumerate(asked)]
    answer = await client.post(f"{root}/$batch", json={"requests": parts})
    pages = {part["id"]: part["body"] for part in answer.json()["responses"]}
    return [pages[str(number)] for number in range(len(asked))]


if __name__ == "__main__":
    json.dump(asyncio.run(read(**json.loads(sys.stdin.readline()))), sys.stdout)
