package com.example.cart;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** The cart of a visitor without an account lives in a cookie: article numbers with dots between them. */
public final class CartCookie {
    static final int MOST_ARTICLES = 50;

    /** Carts of before the move to article numbers begin with the magic number of Java's serialisation. */
    private static final String OLD = "rO0AB";

    private static final ObjectInputFilter CART_ONLY =
            ObjectInputFilter.Config.createFilter(
                    "maxdepth=4;maxrefs=200;maxbytes=4096;maxarray=100;"
                            + "com.example.cart.CartState;java.util.ArrayList;java.lang.Long;java.lang.Number;java.lang.Object;!*");

    private CartCookie() {}

    public static String write(CartState cart) {
        return cart.articles().stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    private static CartState readOld(String value) {
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(Base64.getUrlDecoder().decode(value)))) {
            in.setObjectInputFilter(CART_ONLY);
            CartState cart = new CartState();
            for (Object article : (List<?>) ((CartState) in.readObject()).articles()) {
                cart.articles().add((Long) article);
            }
            return cart;
        } catch (IOException | ClassNotFoundException | RuntimeException error) {
            return new CartState();
        }
    }

    public static CartState read(String value) {
        if (value.startsWith(OLD)) {
            return readOld(value);
        }
        CartState cart = new CartState();
        if (!value.matches("\\d{1,18}(\\.\\d{1,18})*")) {
            return cart;
        }
        Arrays.stream(value.split("\\.")).limit(MOST_ARTICLES).map(Long::valueOf).forEach(cart.articles()::add);
        return cart;
    }
}
