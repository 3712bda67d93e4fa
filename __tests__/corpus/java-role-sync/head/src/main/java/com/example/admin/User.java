package com.example.admin;

import java.util.EnumSet;
import java.util.Set;

public class User {
    private final String name;
    private final Set<Role> roles = EnumSet.noneOf(Role.class);

    public User(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public Set<Role> roles() {
        return roles;
    }
}
