"""Each package that the runtime `ml` has on top of `base` does what it is there for."""

import unittest


class GradientBoostingTests(unittest.TestCase):
    def setUp(self):
        import pandas

        self.x = pandas.DataFrame({"x": range(200)}, dtype=float)
        self.y = (self.x["x"] >= 100).astype(int)

    def check(self, model):
        model.fit(self.x, self.y)
        self.assertEqual(model.predict(self.x.iloc[[5, 150]]).tolist(), [0, 1])

    def test_xgboost_fits(self):
        import xgboost

        self.check(xgboost.XGBClassifier(n_estimators=5))

    def test_lightgbm_fits(self):
        import lightgbm

        self.check(lightgbm.LGBMClassifier(n_estimators=5, verbose=-1))


if __name__ == "__main__":
    unittest.main()
