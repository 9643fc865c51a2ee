"""Each package of the runtime `base` does what it is there for."""

import io
import unittest


class BaseTests(unittest.TestCase):
    def test_numpy_solves(self):
        import numpy

        solution = numpy.linalg.solve([[2.0, 0.0], [0.0, 4.0]], [2.0, 4.0])
        self.assertEqual(solution.tolist(), [1.0, 1.0])

    def test_pandas_groups_and_knows_time_zones(self):
        import pandas

        frame = pandas.DataFrame({"kind": ["a", "b", "a"], "count": [1, 2, 3]})
        self.assertEqual(frame.groupby("kind")["count"].sum().to_dict(), {"a": 4, "b": 2})
        moment = pandas.Timestamp("2024-07-01 12:00", tz="UTC").tz_convert("Europe/Paris")
        self.assertEqual(moment.hour, 14)

    def test_pyarrow_writes_parquet_that_pandas_reads(self):
        import pandas

        buffer = io.BytesIO()
        pandas.DataFrame({"x": [1, 2]}).to_parquet(buffer, engine="pyarrow")
        self.assertEqual(pandas.read_parquet(buffer)["x"].tolist(), [1, 2])

    def test_openpyxl_writes_a_workbook_that_pandas_reads(self):
        import pandas

        buffer = io.BytesIO()
        pandas.DataFrame({"x": [1, 2]}).to_excel(buffer, index=False)
        self.assertEqual(pandas.read_excel(buffer)["x"].tolist(), [1, 2])

    def test_scipy_finds_a_minimum(self):
        import scipy.optimize

        self.assertAlmostEqual(scipy.optimize.minimize_scalar(lambda x: (x - 3) ** 2).x, 3)

    def test_scikit_learn_fits(self):
        from sklearn.linear_model import LinearRegression

        model = LinearRegression().fit([[0], [1], [2]], [1, 3, 5])
        self.assertAlmostEqual(model.predict([[3]])[0], 7)

    def test_matplotlib_and_seaborn_draw_what_pillow_reads(self):
        import matplotlib

        matplotlib.use("agg")
        import matplotlib.pyplot
        import seaborn
        from PIL import Image

        figure, axes = matplotlib.pyplot.subplots(figsize=(2, 1), dpi=50)
        seaborn.barplot(x=["a", "b"], y=[1, 2], ax=axes)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png")
        matplotlib.pyplot.close(figure)
        self.assertEqual(Image.open(buffer).size, (100, 50))

    def test_requests_prepares(self):
        import requests

        request = requests.Request("GET", "https://example.org/", params={"q": "ä"}).prepare()
        self.assertEqual(request.url, "https://example.org/?q=%C3%A4")

    def test_beautifulsoup_parses_with_lxml(self):
        from bs4 import BeautifulSoup

        self.assertEqual(BeautifulSoup("<p>one<p>two", "lxml").find_all("p")[1].text, "two")


if __name__ == "__main__":
    unittest.main()
