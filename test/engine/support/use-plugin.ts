// Before a test file is loaded: its JavaScript programs are served by the plugin.
process.env["HOST"] = "plugin";
