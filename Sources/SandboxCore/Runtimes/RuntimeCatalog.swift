/// What the names of runtimes mean for backends that use images.
///
/// ```swift
/// var catalog = RuntimeCatalog.standard()
/// catalog["geo"] = RuntimeCatalog.Entry(image: "registry.example.org/geo:4", preload: ["shapely"])
/// ```
public struct RuntimeCatalog: Hashable, Sendable {
    /// One runtime.
    public struct Entry: Hashable, Sendable {
        /// The image's reference.
        public var image: String
        /// Modules that are worth importing before the first cell; see
        /// ``SessionConfiguration/preload``.
        public var preload: [String]
        /// Whether matplotlib is there.
        public var drawsPlots: Bool
        /// How the image is built; nil is an image that is pulled.
        public var recipe: ImageRecipe?

        /// Creates an entry.
        public init(
            image: String,
            preload: [String] = [],
            drawsPlots: Bool = false,
            recipe: ImageRecipe? = nil
        ) {
            self.image = image
            self.preload = preload
            self.drawsPlots = drawsPlots
            self.recipe = recipe
        }
    }

    /// The runtimes by name.
    public var entries: [Runtime: Entry]
    /// The image of names that are not among them.
    public var fallbackImage: String

    /// Creates a catalogue.
    public init(entries: [Runtime: Entry], fallbackImage: String) {
        self.entries = entries
        self.fallbackImage = fallbackImage
    }

    /// A runtime; for an unknown name, one of the fallback image.
    public subscript(runtime: Runtime) -> Entry {
        get { entries[runtime] ?? Entry(image: fallbackImage) }
        set { entries[runtime] = newValue }
    }

    /// `python`, `base` and `ml`.
    ///
    /// - Parameter pythonImage: The image of ``Runtime/python`` and of unknown names, which the
    ///   others are built on; default `python:3.11-slim`.
    /// - Returns: The catalogue.
    public static func standard(pythonImage: String = "python:3.11-slim") -> RuntimeCatalog {
        let data = ["numpy", "pandas", "matplotlib.pyplot"]
        func built(_ name: String) -> Entry {
            let recipe = ImageRecipe.bundled(name, pythonImage: pythonImage)
            return Entry(
                image: "swift-python-sandbox/\(name):\(recipe.digest)",
                preload: data,
                drawsPlots: true,
                recipe: recipe
            )
        }
        return RuntimeCatalog(
            entries: [
                .python: Entry(image: pythonImage), .base: built("base"), .ml: built("ml"),
            ],
            fallbackImage: pythonImage
        )
    }
}
