import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 24:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 915:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  q: () => (/* binding */ launch)
});

;// CONCATENATED MODULE: external "node:child_process"
const external_node_child_process_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");
;// CONCATENATED MODULE: external "node:crypto"
const external_node_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");
;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(24);
;// CONCATENATED MODULE: ./lib/adapters/launcher-output.js

/** Writes what a child prints into two files, and counts. */
class Output {
    #files;
    #stop;
    #left;
    /** `stop` is called when the cap is met, or with the error when a file cannot be written. */
    constructor(spec, stop) {
        this.#files = { stdout: (0,external_node_fs_.openSync)(spec.stdoutPath, "w", 0o600), stderr: (0,external_node_fs_.openSync)(spec.stderrPath, "w", 0o600) };
        this.#stop = stop;
        this.#left = spec.outputCapBytes;
    }
    write(stream, bytes) {
        const kept = bytes.subarray(0, this.#left);
        this.#left -= kept.length;
        try {
            // Synchronous on purpose: the child waits while the disk does, and nothing piles up in memory.
            for (let at = 0; at < kept.length;)
                at += (0,external_node_fs_.writeSync)(this.#files[stream], kept, at);
        }
        catch (error) {
            this.#left = 0;
            this.#stop(error instanceof Error ? error : new Error(String(error)));
        }
        if (kept.length < bytes.length)
            this.#stop("outputCap");
    }
    close() {
        (0,external_node_fs_.closeSync)(this.#files.stdout);
        (0,external_node_fs_.closeSync)(this.#files.stderr);
    }
}

;// CONCATENATED MODULE: ./lib/adapters/launcher-processes.js
/** Finds every process that a child started, also those that left its process group, and signals them. */

/** A process that empties its environment, starts its own session and loses its parent between two looks escapes. */
function descendantsOf(root, marker) {
    return process.platform === "linux" ? onLinux(root, marker) : groupOnly(root);
}
// macOS shows other processes' environment and parents only through `ps`: there the process group is all that is ended.
function groupOnly(root) {
    return { track: () => undefined, signal: (signal) => send(-root, signal) };
}
function onLinux(root, marker) {
    const known = new Map();
    const isOurs = (row) => row.group === root || row.session === root || known.has(row.ppid) || known.has(row.session);
    const living = ({ marked }) => {
        const rows = processTable();
        const started = new Map(rows.map((row) => [row.pid, row.started]));
        for (const [pid, since] of known)
            if (started.get(pid) !== since)
                known.delete(pid);
        if (marked)
            for (const row of rows)
                if (environmentOf(row.pid).includes(marker))
                    known.set(row.pid, row.started);
        // Once more as long as somebody joins: a grandchild may stand before its parent in the table.
        for (let size = -1; size !== known.size;) {
            size = known.size;
            for (const row of rows)
                if (isOurs(row))
                    known.set(row.pid, row.started);
        }
        return rows.filter((row) => known.has(row.pid) && row.state !== "Z" && row.state !== "X");
    };
    return {
        // Without the environments: reading them all is ten times the work.
        track: () => void living({ marked: false }),
        signal: (signal) => {
            const rows = living({ marked: true });
            for (const row of rows)
                send(row.pid, signal);
            return rows.length > 0;
        },
    };
}
function processTable() {
    return (0,external_node_fs_.readdirSync)("/proc")
        .filter((name) => /^\d+$/u.test(name))
        .flatMap((name) => {
        const stat = readOr("", `/proc/${name}/stat`);
        // The name of the program stands in parentheses and may hold spaces and parentheses.
        const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
        const [state, ppid, group, session] = fields;
        const started = fields[19];
        if (state === undefined || started === undefined || Number(name) === process.pid)
            return [];
        return [
            { pid: Number(name), state, ppid: Number(ppid), group: Number(group), session: Number(session), started },
        ];
    });
}
function environmentOf(pid) {
    return readOr("", `/proc/${pid}/environ`);
}
// Processes end while they are looked at, and those of other users are not readable.
function readOr(otherwise, path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, "latin1");
    }
    catch {
        return otherwise;
    }
}
function send(pid, signal) {
    try {
        return process.kill(pid, signal);
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./lib/adapters/launcher-child.js
/** One child, from its start to the last of its descendants. */





/** Between SIGTERM and SIGKILL: enough for a scanner to remove its temporary files. */
const GRACE_MS = 2_000;
/** After SIGKILL only a process in uninterruptible sleep lives on, and nobody can end that one. */
const KILL_MS = 5_000;
const LOOK_MS = 25;
const TRACK_MS = 200;
/** Children inherit it, also those that leave the process group. */
const MARKER = "CLAUDE_CODE_REVIEW_LAUNCH";
function launch(spec) {
    let stop = () => undefined;
    let why;
    const stopped = new Promise((resolve) => {
        stop = (reason) => {
            why ??= reason;
            resolve();
        };
    });
    const run = async () => {
        const output = new Output(spec, stop);
        const deadline = setTimeout(() => stop("deadline"), spec.deadlineMs);
        try {
            const ended = await runChild(spec, { output, stopped, afterExit: () => clearTimeout(deadline) });
            if (why instanceof Error)
                throw why;
            return why === undefined || ended.ended === "notStarted" ? ended : { ended: why };
        }
        finally {
            clearTimeout(deadline);
            output.close();
        }
    };
    return { done: run(), interrupt: () => stop("interrupted") };
}
async function runChild(spec, { output, stopped, afterExit }) {
    const marker = (0,external_node_crypto_namespaceObject.randomUUID)();
    const child = await start(spec, marker);
    if (child instanceof Error)
        return { ended: "notStarted", detail: child.message };
    const descendants = descendantsOf(child.pid ?? 0, marker);
    const exited = new Promise((resolve) => child.once("exit", (code, signal) => {
        afterExit();
        resolve(code === null ? { ended: "signal", detail: signal ?? "unknown" } : { ended: "exit", exitCode: code });
    }));
    const closed = new Promise((resolve) => child.once("close", () => resolve()));
    child.stdout.on("data", (bytes) => output.write("stdout", bytes));
    child.stderr.on("data", (bytes) => output.write("stderr", bytes));
    const endTracking = track(descendants);
    const ended = await Promise.race([exited, stopped]);
    endTracking();
    if (ended === undefined)
        await end(descendants, "SIGTERM", GRACE_MS);
    await end(descendants, "SIGKILL", KILL_MS);
    // What is left in the pipes; a process that could not be ended may hold them open.
    await Promise.race([closed, (0,promises_namespaceObject.setTimeout)(KILL_MS, undefined, { ref: false })]);
    child.stdout.destroy();
    child.stderr.destroy();
    return ended ?? { ended: "signal" };
}
async function start(spec, marker) {
    const [program, ...args] = spec.argv;
    try {
        // `detached` is setsid(2): a session and process group of its own, out of reach of the terminal's Ctrl-C.
        const child = (0,external_node_child_process_namespaceObject.spawn)(program, args, {
            cwd: spec.cwd,
            env: { ...spec.env, [MARKER]: marker },
            detached: true,
            stdio: ["ignore", "pipe", "pipe"],
        });
        return await new Promise((resolve) => {
            child.once("spawn", () => resolve(child));
            child.once("error", resolve);
        });
    }
    catch (error) {
        // A NUL in argv or environment.
        return error instanceof Error ? error : new Error(String(error));
    }
}
function track(descendants) {
    let timer;
    const look = () => {
        const before = performance.now();
        descendants.track();
        // At most a twentieth of a core, however many processes the machine has.
        timer = setTimeout(look, Math.max(TRACK_MS, 20 * (performance.now() - before)));
    };
    look();
    return () => clearTimeout(timer);
}
/** Signals until nobody is left; with SIGTERM only once, since a program may take the second one as "now". */
async function end(descendants, signal, patienceMs) {
    const before = performance.now();
    let alive = descendants.signal(signal);
    while (alive && performance.now() - before < patienceMs) {
        await (0,promises_namespaceObject.setTimeout)(LOOK_MS);
        alive = descendants.signal(signal === "SIGKILL" ? signal : 0);
    }
}


/***/ }),

/***/ 283:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ NOT_WRITTEN)
/* harmony export */ });
/* unused harmony export ENDINGS */
/** What the shell tells the launcher, and what it answers: two JSON files in the run's temporary folder. */
const ENDINGS = (/* unused pure expression or super */ null && (["exit", "signal", "deadline", "outputCap", "interrupted", "notStarted"]));
/** The launcher's own exit code when output or result could not be written; the errno is on its stderr. */
const NOT_WRITTEN = 74; // sysexits.h EX_IOERR


/***/ }),

/***/ 550:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(24);
/* harmony import */ var _launcher_child_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(915);
/* harmony import */ var _launcher_protocol_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(283);
/**
 * A program of its own (`dist/launcher/index.js SPEC`), since `@actions/exec` has no time-out, signal or child handle
 * (tried). It runs one command in a process group of its own and leaves nothing behind: at the deadline, over the output
 * cap, when it is told to stop, and when whoever started it is gone.
 */



const [, , specPath = ""] = process.argv;
// Our own shell wrote it a moment ago; nothing else can reach it.
const spec = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(specPath, "utf8"));
// It holds the child's environment, and an installer's may hold a mirror's password.
(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.rmSync)(specPath);
try {
    const { done, interrupt } = (0,_launcher_child_js__WEBPACK_IMPORTED_MODULE_1__/* .launch */ .q)(spec);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
        process.on(signal, interrupt);
    // `@actions/exec` never closes our stdin (toolrunner.js ends it only for `input`): its end is the end of our parent.
    process.stdin.on("end", interrupt).on("error", interrupt).resume();
    // How the shell knows whom to tell: exec hands out no process id.
    process.stdout.on("error", interrupt).write(`${process.pid}\n`);
    const result = await done;
    (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(spec.resultPath, JSON.stringify(result), { mode: 0o600 });
    process.exitCode = 0;
}
catch (error) {
    process.exitCode = _launcher_protocol_js__WEBPACK_IMPORTED_MODULE_2__/* .NOT_WRITTEN */ .O;
    process.stderr.write(error instanceof Error ? error.message : String(error));
}
process.stdin.destroy();

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(550);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
