// libyaml, which comes with the system; what to link is told by its yaml-0.1.pc.
#include <yaml.h>
