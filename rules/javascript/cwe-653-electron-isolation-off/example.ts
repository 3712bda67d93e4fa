import { BrowserWindow } from "electron";

// ruleid: javascript.cwe-653.electron-isolation-off
new BrowserWindow({ width: 800, webPreferences: { nodeIntegration: true } });
// ruleid: javascript.cwe-653.electron-isolation-off
new BrowserWindow({ webPreferences: { preload, contextIsolation: false } });
// ruleid: javascript.cwe-653.electron-isolation-off
const options = { show: false, webPreferences: { webSecurity: false } };

// ok: javascript.cwe-653.electron-isolation-off
new BrowserWindow({ webPreferences: { preload, contextIsolation: true } });
// ok: javascript.cwe-653.electron-isolation-off
new BrowserWindow({ webPreferences: { nodeIntegration: false, sandbox: true } });
// ok: javascript.cwe-653.electron-isolation-off
new BrowserWindow(options);
// ok: javascript.cwe-653.electron-isolation-off
const worker = { nodeIntegration: true };
