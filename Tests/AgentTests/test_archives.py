"""Archives become directories, or nothing: within their limits, and nowhere else."""
import gzip
import io
import os
import struct
import tarfile
import tempfile
import unittest
import zipfile

import agent  # noqa: F401
from _sandbox_agent import archives


class Executor:
    def __init__(self, workspace):
        self.settings = {"workspace": workspace}


def tar(*entries, mode="w", **options):
    """The bytes of an archive of (name, content or a change of the entry)."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode, **options) as archive:
        for name, content in entries:
            info = tarfile.TarInfo(name)
            if isinstance(content, bytes):
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
            else:
                content(info)
                archive.addfile(info)
    return file.getvalue()


def packed(*entries, compression=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


class ArchiveTests(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.workspace = folder.name

    def extract(self, content, files=100, size=1 << 20, single=1 << 20, into="out"):
        with open(os.path.join(self.workspace, "archive"), "wb") as file:
            file.write(content)
        request = {"path": "archive", "into": into, "files": files, "bytes": size, "single": single}
        return archives.extract(Executor(self.workspace), request, 1)

    def found(self):
        result = {}
        for top, _, names in os.walk(self.workspace):
            for name in names:
                path = os.path.join(top, name)
                if name != "archive":
                    with open(path, "rb") as file:
                        result[os.path.relpath(path, self.workspace)] = file.read()
        return result

    def refused(self, code, content, **limits):
        answer = self.extract(content, **limits)
        self.assertEqual((answer["error"] or {}).get("code"), code, answer)
        self.assertEqual(os.listdir(self.workspace), ["archive"])

    def test_every_kind_is_unpacked(self):
        entries = (("a.txt", b"A"), ("d/b", b""), ("d/e/\u00e9 \n'", b"x" * 100_000))
        forms = [tar(*entries, mode=mode) for mode in ("w", "w:gz", "w:bz2", "w:xz")]
        forms += [tar(*entries, format=form) for form in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT)]
        forms += [packed(*entries, compression=each) for each in (0, 8, 12, 14)]
        for number, form in enumerate(forms):
            with self.subTest(number):
                answer = self.extract(form, into="out%d" % number)
                self.assertIsNone(answer["error"])
                self.assertEqual((answer["files"], answer["bytes"]), (3, 100_001))
                out = {path: data for path, data in self.found().items()
                       if path.startswith("out%d/" % number)}
                self.assertEqual(out, {"out%d/%s" % (number, n): c for n, c in entries})

    def test_what_is_damaged_leaves_nothing(self):
        good = tar(("a", b"1" * 3000), ("b", b"2" * 3000))
        zipped = packed(("a", b"1" * 3000), compression=0)
        for content in (b"", b"no archive at all", good[:2000], gzip.compress(good)[:60],
                        zipped[:-30], zipped.replace(b"1" * 100, b"0" * 100),
                        b"\xfd7zXZ\0" + b"x" * 100, b"BZh9" + b"x" * 100):
            with self.subTest(content[:10]):
                answer = self.extract(content)
                if answer["error"] is None:  # tarfile takes no bytes at all for an empty archive
                    self.assertEqual(answer["files"], 0)
                    os.rmdir(os.path.join(self.workspace, "out"))
                else:
                    self.assertEqual(answer["error"]["code"], "damaged")
                self.assertEqual(os.listdir(self.workspace), ["archive"])

    def test_paths_that_lead_elsewhere_are_refused(self):
        for name in ("/etc/x", "../x", "a/../../x", "a/.."):
            self.refused("badPath", tar(("ok", b"1"), (name, b"2")))
            self.refused("badPath", packed(("ok", b"1"), (name, b"2")))

    def test_links_and_devices_are_left_out(self):
        def link(info):
            info.type, info.linkname = tarfile.SYMTYPE, "/etc"

        def hard(info):
            info.type, info.linkname = tarfile.LNKTYPE, "a"

        def pipe(info):
            info.type = tarfile.FIFOTYPE
        answer = self.extract(tar(("a", b"1"), ("l", link), ("h", hard), ("p", pipe), ("l/x", b"2")))
        self.assertIsNone(answer["error"])
        self.assertEqual([each["path"] for each in answer["skipped"]], ["l", "h", "p"])
        self.assertEqual(self.found(), {"out/a": b"1", "out/l/x": b"2"})
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            info = zipfile.ZipInfo("l")
            info.external_attr = 0o120777 << 16
            archive.writestr(info, "/etc")
        answer = self.extract(file.getvalue(), into="zip")
        self.assertEqual([each["path"] for each in answer["skipped"]], ["l"])

    def test_bombs_stop_at_the_limit(self):
        bomb = tar(("big", bytes(64 << 20)), mode="w:gz")
        self.refused("tooLarge", bomb)
        self.refused("tooLarge", packed(("big", bytes(64 << 20))))
        many = [("f%d" % n, b"x" * 1000) for n in range(90)]
        self.refused("tooLarge", tar(*many), size=50_000)
        self.refused("tooLarge", packed(*many), size=50_000)
        self.refused("tooLarge", tar(("a", b"x" * 2000)), single=1999)
        self.refused("tooLarge", packed(("a", b"x" * 2000)), single=1999)

    def test_of_a_name_that_comes_twice_the_later_counts(self):
        self.assertIsNone(self.extract(tar(("a", b"first"), ("a", b"2"), ("b", b"3")))["error"])
        self.assertEqual(self.found(), {"out/a": b"2", "out/b": b"3"})

    def test_a_directory_that_a_link_leads_to_is_refused(self):
        with tempfile.TemporaryDirectory() as elsewhere:
            os.symlink(elsewhere, os.path.join(self.workspace, "link"))
            answer = self.extract(tar(("a", b"1")), into="link/out")
            self.assertEqual(answer["error"]["code"], "badPath")
            self.assertEqual(os.listdir(elsewhere), [])

    def test_too_many_entries_stop_at_the_limit(self):
        many = [("f%d" % n, b"") for n in range(101)]
        self.refused("tooManyEntries", tar(*many))
        self.refused("tooManyEntries", packed(*many))
        crowd = [("f%d" % n, b"") for n in range(20_000)]
        self.refused("tooManyEntries", tar(*crowd, mode="w:gz"))
        self.refused("tooManyEntries", packed(*crowd))
        self.refused("tooManyEntries", tar(("/".join("d" * 70), b"1")))

    def test_a_size_that_is_only_claimed_takes_no_memory(self):
        header = tarfile.TarInfo("huge")
        header.size = 1 << 40
        self.refused("tooLarge", header.tobuf(tarfile.GNU_FORMAT))
        header = tarfile.TarInfo("././@LongLink")
        header.type, header.size = tarfile.GNUTYPE_LONGNAME, 1 << 33
        bomb = gzip.compress(header.tobuf(tarfile.GNU_FORMAT) + bytes(16 << 20))
        self.refused("tooLarge", bomb)
        zipped = bytearray(packed(("a", b"1")))
        struct.pack_into("<L", zipped, zipped.rfind(b"PK\5\6") + 12, 1 << 30)
        self.refused("tooManyEntries", bytes(zipped))

    def test_a_zip_whose_directory_is_larger_than_its_end_says_is_refused(self):
        zipped = packed(("a", b"1"))
        end = zipped.rfind(b"PK\5\6")
        start, = struct.unpack_from("<L", zipped, end + 16)
        large = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, end - start, start)
        locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
        self.refused("damaged", zipped[:end] + large + locator + zipped[end:])

    def test_the_limits_hold_to_the_byte_and_the_file(self):
        for make in (tar, packed):
            answer = self.extract(make(("a", b"x" * 600), ("b", b"x" * 400)), files=2, size=1000,
                                  single=600, into=make.__name__)
            self.assertIsNone(answer["error"])
            self.refused_beside(make(("a", b"x" * 600), ("b", b"x" * 401)))

    def refused_beside(self, content):
        answer = self.extract(content, files=2, size=1000, single=600, into="more")
        self.assertEqual(answer["error"]["code"], "tooLarge")

    def test_what_is_there_is_not_touched(self):
        os.mkdir(os.path.join(self.workspace, "out"))
        answer = self.extract(tar(("a", b"1")))
        self.assertEqual(answer["error"]["code"], "exists")
        self.assertEqual(self.found(), {})
        os.symlink("/nowhere", os.path.join(self.workspace, "link"))
        self.assertEqual(self.extract(tar(("a", b"1")), into="link")["error"]["code"], "exists")

    def test_an_archive_that_is_a_link_or_missing_is_refused(self):
        request = {"path": "none", "into": "out", "files": 9, "bytes": 99, "single": 99}
        executor = Executor(self.workspace)
        self.assertEqual(archives.extract(executor, request, 1)["error"]["code"], "notFound")
        os.symlink("/etc/passwd", os.path.join(self.workspace, "none"))
        self.assertEqual(archives.extract(executor, request, 1)["error"]["code"], "notAFile")

    def test_an_encrypted_zip_is_refused(self):
        content = bytearray(packed(("a", b"1"), compression=0))
        content[6] |= 1
        content[content.find(b"PK\1\2") + 8] |= 1
        self.refused("damaged", bytes(content))


if __name__ == "__main__":
    unittest.main()
