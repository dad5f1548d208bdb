// The program as the tests call it. ROADMAP_BIN names the one that was built.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs the program to its end and gives what it prints; fails if it does. */
export const roadmap = (...words) => promisify(execFile)(process.env.ROADMAP_BIN, words);

/** Builds the site of a layer into a folder. */
export const build = (layer, output) => roadmap("build", layer, "--output", output, "--quiet");
