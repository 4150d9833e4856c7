// Where a file that the build made is served, alike on every runtime.

/** The page of `/`, which a browser alone is given: the platform would serve an index.html to everybody. */
export const HOME_PATH = "/home";

/** `help/X.html` is served as `/help/X`, as Workers do it; any other file by its name. */
export const pathOfFile = (name: string): string => `/${name.replace(/\.html$/, "")}`;
