#include "CSandboxShims.h"

uint64_t sandbox_agent_digest(void) {
    uint64_t digest = 0xcbf29ce484222325;
    const struct sandbox_agent_module *module;
    for (size_t index = 0; (module = sandbox_agent_module_at(index)); index++)
        for (size_t at = 0; at < module->count; at++)
            digest = (digest ^ module->source[at]) * 0x100000001b3;
    return digest;
}
