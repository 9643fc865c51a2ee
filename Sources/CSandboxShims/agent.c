#include "CSandboxShims.h"

static const struct sandbox_agent_module modules[] = {
    {"", (const unsigned char *)"", 0},
};

const struct sandbox_agent_module *sandbox_agent_module_at(size_t index) {
    return index < sizeof modules / sizeof modules[0] ? &modules[index] : 0;
}
