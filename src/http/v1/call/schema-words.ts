// zod/mini brings no words of its own: loaded by every reader whose complaints are shown, so that they are in English.
import { en } from "zod/locales";
import * as z from "zod/mini";

z.config(en());
