"""What the pytest plug-in does once it is used; `kgsynth.pytest_plugin` is where pytest comes in."""
