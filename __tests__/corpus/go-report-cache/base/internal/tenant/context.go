package tenant

import "context"

type key struct{}

// With stores the tenant of the verified session.
func With(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, key{}, id)
}

func FromContext(ctx context.Context) (string, bool) {
	id, ok := ctx.Value(key{}).(string)
	return id, ok && id != ""
}
