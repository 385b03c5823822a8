// The take-away code, fetched the first time something is carried out of or into the page.
import type * as TakeAway from "../takeaway/takeaway.ts";
import { fetched } from "./fetched.ts";

export const takeAway = fetched<typeof TakeAway>("page/takeaway.js");
