/** The doors: signing in, an account that may see nothing, a configuration that does not do. `shop` is isolated. */
export const entry = {
	signIn: 'Sign in',
	signInTo: (shop: string) => `Sign in to ${shop}`,
	signingIn: 'Signing in',
	signInAsOther: 'Sign in as somebody else',
	email: 'E-mail',
	password: 'Password',
	simulated: 'A simulated shop: sign in as one of its people.',
	barred: 'Not for this account',
	barredWhy:
		'The shop refuses every admin channel (403): this account has not the role for it, or nobody is signed in. Whoever runs the shop can give it the role. Nothing of the shop is shown or kept here.',
	signedOut: 'Nobody is signed in',
	signedOutWhy: 'The shop does not know who is asking (401). Sign in, and the floor is here.',
	cannotStart: 'Watchfloor cannot start',
	settingsNeed: (count: number, text: string) =>
		`${count === 1 ? 'One setting needs' : `${text} settings need`} attention. Nothing is connected and nothing is counted until then.`,
	reload: 'Then reload this page.',
	noPage: 'There is no such page',
	/** `path` is isolated. */
	noPageWhy: (path: string) => `Nothing of Watchfloor stands at ${path}.`,
	toFloor: 'To the floor',
};
