package com.example.cart;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

public class CartState implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Long> articles = new ArrayList<>();

    public List<Long> articles() {
        return articles;
    }
}
