"""The commands of the command line, a module a family. Heavy modules are imported inside them: --help is quick."""
