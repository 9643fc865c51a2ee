// Made by Scripts/list-agent-modules.

#include "CSandboxShims.h"

static const unsigned char allowance_py[] = {
#embed "agent/allowance.py"
};

static const unsigned char analysis_py[] = {
#embed "agent/analysis.py"
};

static const unsigned char archives_py[] = {
#embed "agent/archives.py"
};

static const unsigned char bootstrap_py[] = {
#embed "agent/bootstrap.py"
};

static const unsigned char calls_py[] = {
#embed "agent/calls.py"
};

static const unsigned char cellmagics_py[] = {
#embed "agent/cellmagics.py"
};

static const unsigned char cells_py[] = {
#embed "agent/cells.py"
};

static const unsigned char channel_py[] = {
#embed "agent/channel.py"
};

static const unsigned char compile_agent_py[] = {
#embed "agent/compile_agent.py"
};

static const unsigned char confine_py[] = {
#embed "agent/confine.py"
};

static const unsigned char coroutines_py[] = {
#embed "agent/coroutines.py"
};

static const unsigned char definitions_py[] = {
#embed "agent/definitions.py"
};

static const unsigned char display_py[] = {
#embed "agent/display.py"
};

static const unsigned char doubts_py[] = {
#embed "agent/doubts.py"
};

static const unsigned char effects_py[] = {
#embed "agent/effects.py"
};

static const unsigned char environment_py[] = {
#embed "agent/environment.py"
};

static const unsigned char events_py[] = {
#embed "agent/events.py"
};

static const unsigned char execution_py[] = {
#embed "agent/execution.py"
};

static const unsigned char files_py[] = {
#embed "agent/files.py"
};

static const unsigned char frames_py[] = {
#embed "agent/frames.py"
};

static const unsigned char groups_py[] = {
#embed "agent/groups.py"
};

static const unsigned char hiding_py[] = {
#embed "agent/hiding.py"
};

static const unsigned char hooks_py[] = {
#embed "agent/hooks.py"
};

static const unsigned char inspector_py[] = {
#embed "agent/inspector.py"
};

static const unsigned char interrupts_py[] = {
#embed "agent/interrupts.py"
};

static const unsigned char invocations_py[] = {
#embed "agent/invocations.py"
};

static const unsigned char ipython_py[] = {
#embed "agent/ipython.py"
};

static const unsigned char jsonlite_py[] = {
#embed "agent/jsonlite.py"
};

static const unsigned char knowledge_py[] = {
#embed "agent/knowledge.py"
};

static const unsigned char libraries_py[] = {
#embed "agent/libraries.py"
};

static const unsigned char linemagics_py[] = {
#embed "agent/linemagics.py"
};

static const unsigned char links_py[] = {
#embed "agent/links.py"
};

static const unsigned char loader_py[] = {
#embed "agent/loader.py"
};

static const unsigned char loops_py[] = {
#embed "agent/loops.py"
};

static const unsigned char magiccode_py[] = {
#embed "agent/magiccode.py"
};

static const unsigned char magics_py[] = {
#embed "agent/magics.py"
};

static const unsigned char memory_py[] = {
#embed "agent/memory.py"
};

static const unsigned char merge_py[] = {
#embed "agent/merge.py"
};

static const unsigned char names_py[] = {
#embed "agent/names.py"
};

static const unsigned char network_py[] = {
#embed "agent/network.py"
};

static const unsigned char numerics_py[] = {
#embed "agent/numerics.py"
};

static const unsigned char objects_py[] = {
#embed "agent/objects.py"
};

static const unsigned char origins_py[] = {
#embed "agent/origins.py"
};

static const unsigned char packages_py[] = {
#embed "agent/packages.py"
};

static const unsigned char paths_py[] = {
#embed "agent/paths.py"
};

static const unsigned char places_py[] = {
#embed "agent/places.py"
};

static const unsigned char plots_py[] = {
#embed "agent/plots.py"
};

static const unsigned char pools_py[] = {
#embed "agent/pools.py"
};

static const unsigned char preload_py[] = {
#embed "agent/preload.py"
};

static const unsigned char previews_py[] = {
#embed "agent/previews.py"
};

static const unsigned char process_py[] = {
#embed "agent/process.py"
};

static const unsigned char reading_py[] = {
#embed "agent/reading.py"
};

static const unsigned char reaper_py[] = {
#embed "agent/reaper.py"
};

static const unsigned char registry_py[] = {
#embed "agent/registry.py"
};

static const unsigned char relay_py[] = {
#embed "agent/relay.py"
};

static const unsigned char removal_py[] = {
#embed "agent/removal.py"
};

static const unsigned char replay_py[] = {
#embed "agent/replay.py"
};

static const unsigned char requests_py[] = {
#embed "agent/requests.py"
};

static const unsigned char reseed_py[] = {
#embed "agent/reseed.py"
};

static const unsigned char rich_py[] = {
#embed "agent/rich.py"
};

static const unsigned char scopes_py[] = {
#embed "agent/scopes.py"
};

static const unsigned char scriptoptions_py[] = {
#embed "agent/scriptoptions.py"
};

static const unsigned char shell_py[] = {
#embed "agent/shell.py"
};

static const unsigned char start_py[] = {
#embed "agent/start.py"
};

static const unsigned char statements_py[] = {
#embed "agent/statements.py"
};

static const unsigned char streams_py[] = {
#embed "agent/streams.py"
};

static const unsigned char supervisor_py[] = {
#embed "agent/supervisor.py"
};

static const unsigned char syntax_py[] = {
#embed "agent/syntax.py"
};

static const unsigned char tally_py[] = {
#embed "agent/tally.py"
};

static const unsigned char texts_py[] = {
#embed "agent/texts.py"
};

static const unsigned char tracebacks_py[] = {
#embed "agent/tracebacks.py"
};

static const unsigned char uploads_py[] = {
#embed "agent/uploads.py"
};

static const unsigned char values_py[] = {
#embed "agent/values.py"
};

static const unsigned char waiting_py[] = {
#embed "agent/waiting.py"
};

static const unsigned char worker_py[] = {
#embed "agent/worker.py"
};

static const struct sandbox_embedded_file modules[] = {
    {"allowance", allowance_py, sizeof allowance_py},
    {"analysis", analysis_py, sizeof analysis_py},
    {"archives", archives_py, sizeof archives_py},
    {"bootstrap", bootstrap_py, sizeof bootstrap_py},
    {"calls", calls_py, sizeof calls_py},
    {"cellmagics", cellmagics_py, sizeof cellmagics_py},
    {"cells", cells_py, sizeof cells_py},
    {"channel", channel_py, sizeof channel_py},
    {"compile_agent", compile_agent_py, sizeof compile_agent_py},
    {"confine", confine_py, sizeof confine_py},
    {"coroutines", coroutines_py, sizeof coroutines_py},
    {"definitions", definitions_py, sizeof definitions_py},
    {"display", display_py, sizeof display_py},
    {"doubts", doubts_py, sizeof doubts_py},
    {"effects", effects_py, sizeof effects_py},
    {"environment", environment_py, sizeof environment_py},
    {"events", events_py, sizeof events_py},
    {"execution", execution_py, sizeof execution_py},
    {"files", files_py, sizeof files_py},
    {"frames", frames_py, sizeof frames_py},
    {"groups", groups_py, sizeof groups_py},
    {"hiding", hiding_py, sizeof hiding_py},
    {"hooks", hooks_py, sizeof hooks_py},
    {"inspector", inspector_py, sizeof inspector_py},
    {"interrupts", interrupts_py, sizeof interrupts_py},
    {"invocations", invocations_py, sizeof invocations_py},
    {"ipython", ipython_py, sizeof ipython_py},
    {"jsonlite", jsonlite_py, sizeof jsonlite_py},
    {"knowledge", knowledge_py, sizeof knowledge_py},
    {"libraries", libraries_py, sizeof libraries_py},
    {"linemagics", linemagics_py, sizeof linemagics_py},
    {"links", links_py, sizeof links_py},
    {"loader", loader_py, sizeof loader_py},
    {"loops", loops_py, sizeof loops_py},
    {"magiccode", magiccode_py, sizeof magiccode_py},
    {"magics", magics_py, sizeof magics_py},
    {"memory", memory_py, sizeof memory_py},
    {"merge", merge_py, sizeof merge_py},
    {"names", names_py, sizeof names_py},
    {"network", network_py, sizeof network_py},
    {"numerics", numerics_py, sizeof numerics_py},
    {"objects", objects_py, sizeof objects_py},
    {"origins", origins_py, sizeof origins_py},
    {"packages", packages_py, sizeof packages_py},
    {"paths", paths_py, sizeof paths_py},
    {"places", places_py, sizeof places_py},
    {"plots", plots_py, sizeof plots_py},
    {"pools", pools_py, sizeof pools_py},
    {"preload", preload_py, sizeof preload_py},
    {"previews", previews_py, sizeof previews_py},
    {"process", process_py, sizeof process_py},
    {"reading", reading_py, sizeof reading_py},
    {"reaper", reaper_py, sizeof reaper_py},
    {"registry", registry_py, sizeof registry_py},
    {"relay", relay_py, sizeof relay_py},
    {"removal", removal_py, sizeof removal_py},
    {"replay", replay_py, sizeof replay_py},
    {"requests", requests_py, sizeof requests_py},
    {"reseed", reseed_py, sizeof reseed_py},
    {"rich", rich_py, sizeof rich_py},
    {"scopes", scopes_py, sizeof scopes_py},
    {"scriptoptions", scriptoptions_py, sizeof scriptoptions_py},
    {"shell", shell_py, sizeof shell_py},
    {"start", start_py, sizeof start_py},
    {"statements", statements_py, sizeof statements_py},
    {"streams", streams_py, sizeof streams_py},
    {"supervisor", supervisor_py, sizeof supervisor_py},
    {"syntax", syntax_py, sizeof syntax_py},
    {"tally", tally_py, sizeof tally_py},
    {"texts", texts_py, sizeof texts_py},
    {"tracebacks", tracebacks_py, sizeof tracebacks_py},
    {"uploads", uploads_py, sizeof uploads_py},
    {"values", values_py, sizeof values_py},
    {"waiting", waiting_py, sizeof waiting_py},
    {"worker", worker_py, sizeof worker_py},
};

const struct sandbox_embedded_file *sandbox_agent_module_at(size_t index) {
    return index < sizeof modules / sizeof modules[0] ? &modules[index] : 0;
}
