/// What references meant when they were last looked at.
actor KnownImages {
    private var images: [String: ContainerImage] = [:]

    subscript(reference: String) -> ContainerImage? { images[reference] }

    func keep(_ image: ContainerImage) {
        images[image.reference] = image
    }
}
