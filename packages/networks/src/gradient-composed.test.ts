import { checkGradients } from "./gradient-check.test.fixture.ts";

checkGradients(true);
