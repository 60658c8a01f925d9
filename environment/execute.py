"""Executes a notebook and writes it even if a cell fails.

    execute.py NOTEBOOK EXECUTED KERNEL FOLDER

Tells its caller what happens as one JSON object per line on standard output: `cell` before each code cell,
`note` when something shown is replaced, at the end `done` or `failed`. Ends when standard input is closed, so that
no kernel outlives the caller.
"""
import json
import os
import sys
import threading
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError


def tell(event, **what):
    print(json.dumps({"event": event, **what}), file=sys.__stdout__, flush=True)


class Client(NotebookClient):
    def process_message(self, msg, cell, cell_index):
        if msg["msg_type"] == "update_display_data":
            text = msg["content"]["data"].get("text/plain", "")
            tell("note", text=text.split("\n")[0])
        return super().process_message(msg, cell, cell_index)


def joined(outputs):
    """One output for consecutive pieces of one stream: where they are cut depends on timing."""
    whole = []
    for output in outputs:
        if whole and output.output_type == "stream" == whole[-1].output_type and output.name == whole[-1].name:
            whole[-1].text += output.text
        else:
            whole.append(output)
    return whole


def tidy(notebook):
    notebook.metadata.get("language_info", {}).pop("version", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = joined(cell.outputs)


def main(source, target, kernel, folder):
    notebook = nbformat.read(source, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    current = None

    def on_cell_execute(cell, cell_index):
        nonlocal current
        current = cell
        tell("cell", number=code.index(cell) + 1, of=len(code), id=cell.id, source=cell.source)

    client = Client(
        notebook,
        kernel_name=kernel,
        timeout=None,
        startup_timeout=120,
        record_timing=False,
        resources={"metadata": {"path": folder}},
        on_cell_execute=on_cell_execute,
    )

    def watch():
        sys.stdin.buffer.read()
        os._exit(3)  # the kernel watches this process and follows

    threading.Thread(target=watch, daemon=True).start()
    start = time.monotonic()
    message = None
    try:
        client.execute()
    except CellExecutionError as error:
        message = f"{error.ename}: {error.evalue}"
    except DeadKernelError:
        message = "the kernel died"
    except Exception as error:  # a missing kernel, a broken connection
        message = f"{type(error).__name__}: {error}"
    tidy(notebook)
    nbformat.write(notebook, target)
    seconds = round(time.monotonic() - start, 3)
    if message is None:
        tell("done", seconds=seconds)
        return 0
    tell("failed", seconds=seconds, id=current.id if current else "", message=message)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
