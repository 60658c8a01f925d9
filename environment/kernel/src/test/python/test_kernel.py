"""Jupyter's own tests of kernels, and a notebook executed by nbclient.

Run by JupyterTest, which sets JUPYTER_PATH. The answers on a busy machine take longer than Jupyter's
tests expect on their channel for output, so that waits are lengthened; what is checked stays the same.
"""

import unittest

import jupyter_client.channels
import jupyter_kernel_test
import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

jupyter_kernel_test.TIMEOUT = 90


class KernelTest(jupyter_kernel_test.KernelTests):
    kernel_name = "serlab"
    language_name = "java"
    file_extension = ".java"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oops");'
    code_generate_error = 'throw new IllegalStateException("oops");'
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": '"a" + "b"', "result": "ab"},
        {"code": "int x = 4;\nx * x", "result": "16"},
    ]
    code_display_data = [
        {"code": 'display("<b>bold</b>", "text/html");', "mime": "text/html"},
        {"code": "show(new java.awt.image.BufferedImage(2, 2, 1));", "mime": "image/png"},
    ]
    completion_samples = [
        {"text": "Math.sq", "matches": {"sqrt("}},
        {"text": "%clas", "matches": {"classpath"}},
    ]
    complete_code_samples = ["1 + 1", "int y = 3;", "void f() {\n  return;\n}"]
    incomplete_code_samples = ["void f() {", "int y =", "if (true) {\n  int z = 3;"]
    invalid_code_samples = [")", "int f( { ) }"]
    code_inspect_sample = "Math.sqrt"

    def execute_helper(self, code, timeout=90, silent=False, store_history=True, stop_on_error=True):
        """As the original, but waits longer than a tenth of a second for each message."""
        channel = self.kc.iopub_channel
        original = channel.get_msg

        async def patient(*args, **kwargs):
            kwargs["timeout"] = 90
            return await original(*args, **kwargs)

        channel.get_msg = patient
        try:
            return super().execute_helper(code, timeout, silent, store_history, stop_on_error)
        finally:
            channel.get_msg = original


class NotebookTest(unittest.TestCase):
    def execute(self, *cells, **options):
        notebook = nbformat.v4.new_notebook()
        notebook.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
        NotebookClient(notebook, kernel_name="serlab", timeout=120, startup_timeout=120, **options).execute()
        nbformat.validate(notebook)
        return notebook.cells

    def test_updates_in_place_and_metadata(self):
        cells = self.execute(
            'var bar = progress("steps", 2);\nfor (int i = 0; i < 2; i++) bar.step();\nbar.close();',
            'Table.create("t", DoubleColumn.create("a", 1.5))',
        )
        self.assertEqual(1, len(cells[0].outputs))
        self.assertIn("2 of 2", cells[0].outputs[0].data["text/plain"])
        self.assertIn("data", cells[1].outputs[0].metadata["serlab"])

    def test_exit_loses_no_notebook(self):
        cells = self.execute("System.exit(1)", "1 + 1", allow_errors=True)
        self.assertEqual("error", cells[0].outputs[0].output_type)
        self.assertEqual("2", cells[1].outputs[0].data["text/plain"])

    def test_error_names_cell_and_line(self):
        with self.assertRaises(CellExecutionError) as raised:
            self.execute("int n = 0;", "// first\nint r = 1 / n;")
        self.assertIn("In [2], line 2", str(raised.exception))

    def test_timeout_interrupts(self):
        cells = self.execute(
            "while (true) { }",
            "3",
            allow_errors=True,
            interrupt_on_timeout=True,
            timeout_func=lambda cell: 5 if "while" in cell.source else 120,
        )
        self.assertEqual("Interrupted", cells[0].outputs[0].ename)
        self.assertEqual("3", cells[1].outputs[0].data["text/plain"])


if __name__ == "__main__":
    unittest.main()
