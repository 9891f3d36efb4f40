"""Open the house: key, corpus, fork server, port; and close it when told to."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket

import asyncssh

from tui.serve.bounds import inflate_little
from tui.serve.corpus import Corpus, NoCorpus
from tui.serve.door import Door
from tui.serve.forks import Forks, NoForks
from tui.serve.gate import Gate
from tui.serve.house import House
from tui.serve.keys import KeyFault, Keys, host_key
from tui.serve.log import Letters, say
from tui.serve.process import Cold, Starter
from tui.serve.settings import Settings

LEAVE_SECONDS = 10.0
# What a client may send before it is read: a paste waits at the visitor's side.
WINDOW = 1 << 16
EVERYWHERE = ("0.0.0.0", "::", "")


class Fault(Exception):
    """The server cannot be opened: why, in a line or a few."""


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT. Raises Fault."""
    logging.getLogger("asyncssh").setLevel(logging.ERROR)
    inflate_little()
    keys = Keys(settings.authorized_keys) if settings.authorized_keys is not None else None
    corpus = Corpus(settings.data, say)
    try:
        if keys is not None:
            keys.read()
        own_key = host_key(settings.host_key)
        await corpus.open()
    except (KeyFault, NoCorpus) as fault:
        raise Fault(str(fault)) from fault
    letters = Letters()
    starter = await _starter(settings, letters.write_end)
    try:
        house = House(settings, "", keys, starter, corpus, Gate(settings))
        listener = await _listen(house, own_key)
        house.ssh = ssh_command(settings.host, listener.get_port())
        # Whoever reads that it is open may tell it to stop at once.
        stop = _told_to_stop()
        _announce(house, own_key)
        try:
            await stop.wait()
        finally:
            listener.close()
            await house.empty(LEAVE_SECONDS)
    finally:
        starter.close()
        letters.close()


async def _starter(settings: Settings, log: int) -> Starter:
    if settings.fork:
        forks = Forks(settings.query_timeout, log, say)
        try:
            await forks.open()
        except NoForks as fault:
            say(f"no fork server, every visit starts from scratch: {fault}")
        else:
            return forks
    return Cold(settings.query_timeout, log)


async def _listen(house: House, own_key: asyncssh.SSHKey) -> asyncssh.SSHAcceptor:
    settings = house.settings
    try:
        return await asyncssh.listen(
            settings.host,
            settings.port,
            server_factory=lambda: Door(house),
            server_host_keys=[own_key],
            server_version="caploop",
            login_timeout=settings.login_timeout,
            keepalive_interval=settings.keepalive,
            keepalive_count_max=3,
            password_auth=False,
            kbdint_auth=False,
            host_based_auth=False,
            gss_host=None,
            agent_forwarding=False,
            x11_forwarding=False,
            allow_scp=False,
            line_editor=False,
            encoding=None,
            window=WINDOW,
        )
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise Fault(f"cannot listen on {where}: {error.strerror or error}") from error


def ssh_command(host: str, port: int) -> str:
    """What to type to get in."""
    name = socket.gethostname() if host in EVERYWHERE else host
    return f"ssh -p {port} {name}" if port != 22 else f"ssh {name}"


def _announce(house: House, own_key: asyncssh.SSHKey) -> None:
    settings = house.settings
    say(f"caploop serves {settings.data}; host key {own_key.get_fingerprint()}")
    if house.keys is None:
        say("ANYBODY who can reach this port may come in: --anonymous")
    else:
        say(f"who has a key in {house.keys.path} may come in")
    print(house.ssh, flush=True)


def _told_to_stop() -> asyncio.Event:
    """What is set when SIGTERM or SIGINT comes."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    return stop
