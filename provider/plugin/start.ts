#!/usr/bin/env node
import { join } from "node:path";

import { runCompiled } from "./compiled";

runCompiled(join(__dirname, "service.js"));
