/** Where the test mode may step in. The service runs without any of it; `faults.ts` is the one implementation. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Connection } from './client-connection.ts';

/** What the auth endpoint would have answered. */
export interface AuthAnswer {
	appKey: string | undefined;
	channel: string;
	status: number;
	body: Record<string, unknown>;
}

export interface Hooks {
	/** A socket asks to be upgraded; `proceed` does it, now, later or never. */
	upgrade(appKey: string, socket: Duplex, proceed: () => void): void;
	/** A connection is open and nothing has been sent. True: it got something other than the greeting. */
	greet(connection: Connection): boolean;
	/** A client said something. True: nobody shall hear it. */
	incoming(connection: Connection, text: string): boolean;
	/** Something is to be sent; `write` does it, now, later, twice or never. */
	outgoing(connection: Connection, text: string, write: (text: string) => void): void;
	/** An HTTP request arrived. */
	requested(request: IncomingMessage): void;
	/** The auth endpoint is about to answer. True: it has been answered, or never will be. */
	authorizing(request: IncomingMessage, response: ServerResponse, answer: AuthAnswer): boolean;
}
