/** Commands and servers of other programs, as a user starts them. */
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";

/** @throws with what the command printed, where it fails. */
export async function run(command, args, cwd) {
  try {
    return await promisify(execFile)(command, args, {
      cwd,
      maxBuffer: 1e8,
      env: environment(),
    });
  } catch (error) {
    error.message += `\n${error.stdout}${error.stderr}`.slice(-3000);
    throw error;
  }
}

/** Starts a server that prints its address. */
export async function serve(cwd, [command, ...args]) {
  const child = spawn(command, args, {
    cwd,
    detached: true,
    env: environment(),
  });
  // With all that it started itself.
  const close = () => process.kill(-child.pid);
  let said = "";
  let timer;
  const address = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (text) => {
        said += text;
        const found = /http:\/\/localhost:[1-9]\d*/.exec(said);
        if (found) resolve(found[0]);
      });
    child.on("exit", () => reject(new Error(`it ended: ${said}`)));
    timer = setTimeout(() => {
      close();
      reject(new Error(`no address: ${said}`));
    }, 60_000);
  }).finally(() => clearTimeout(timer));
  return { address, close };
}

/** Lets go of a server, whatever happens to what is done with its address. */
export async function served(starting, body) {
  const { address, close } = await starting;
  try {
    await body(address);
  } finally {
    close();
  }
}

/** As a user's shell: without what Vite sets in this process. */
function environment() {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" };
  delete env.NODE_ENV;
  return env;
}
