// Holds the shared precompiled header; deliberately without code.
