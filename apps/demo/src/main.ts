import { startDemo } from "./demo.ts";

startDemo();
