print("sandbox-demo")
