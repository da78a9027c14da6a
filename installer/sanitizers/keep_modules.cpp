// For tests under AddressSanitizer: nothing is unloaded, so that what a graphics driver or a validation layer keeps can be told
// by its module's name (leak.supp). A leak whose module is gone has no name that could be suppressed, and would hide ours.
extern "C" int dlclose(void*) { return 0; }
