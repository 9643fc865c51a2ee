#include "CSandboxShims.h"
