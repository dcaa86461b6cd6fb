import { Demo } from "./demo.ts";

new Demo().start();
