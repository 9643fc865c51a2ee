import SandboxCore

let orders = Array("item,price\ntea,3.20\ncake,4.50\n".utf8)
try await withPythonSession(on: .bubblewrap()) { session in
    try await session.workspace.write(orders, to: "orders.csv")
    let code = "import csv\nsum(float(row['price']) for row in csv.DictReader(open('orders.csv')))"
    let result = try await session.run(code, CellOptions(timeout: .seconds(10)))
    print(result.outcome, result.value ?? "no value", result.text)
}
