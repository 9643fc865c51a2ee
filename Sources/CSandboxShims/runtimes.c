#include "CSandboxShims.h"

static const unsigned char base_dockerfile[] = {
#embed "../../Runtimes/base/Dockerfile"
};

static const unsigned char base_requirements[] = {
#embed "../../Runtimes/base/requirements.txt"
};

static const unsigned char ml_dockerfile[] = {
#embed "../../Runtimes/ml/Dockerfile"
};

static const unsigned char ml_packages[] = {
#embed "../../Runtimes/ml/packages.txt"
};

static const unsigned char ml_requirements[] = {
#embed "../../Runtimes/ml/requirements.txt"
};

static const struct sandbox_embedded_file files[] = {
    {"base/Dockerfile", base_dockerfile, sizeof base_dockerfile},
    {"base/requirements.txt", base_requirements, sizeof base_requirements},
    {"ml/Dockerfile", ml_dockerfile, sizeof ml_dockerfile},
    {"ml/packages.txt", ml_packages, sizeof ml_packages},
    {"ml/requirements.txt", ml_requirements, sizeof ml_requirements},
};

const struct sandbox_embedded_file *sandbox_runtime_file_at(size_t index) {
    return index < sizeof files / sizeof files[0] ? &files[index] : 0;
}
