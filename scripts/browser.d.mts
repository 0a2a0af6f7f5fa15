export function installedBrowser(): string | undefined;
export function findBrowser(): Promise<{ path: string; from: string } | null>;
