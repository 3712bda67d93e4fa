package com.example.cart;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The cart of a visitor without an account lives in a cookie: article numbers with dots between them. */
public final class CartCookie {
    static final int MOST_ARTICLES = 50;

    private CartCookie() {}

    public static String write(CartState cart) {
        return cart.articles().stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    public static CartState read(String value) {
        CartState cart = new CartState();
        if (!value.matches("\\d{1,18}(\\.\\d{1,18})*")) {
            return cart;
        }
        Arrays.stream(value.split("\\.")).limit(MOST_ARTICLES).map(Long::valueOf).forEach(cart.articles()::add);
        return cart;
    }
}
